
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        stelsel as value_field,
        count(*) as n_records

    from "bouw"."seeds"."indicator_codes"
    group by stelsel

)

select *
from all_values
where value_field not in (
    'mk','inp'
)



  
  
      
    ) dbt_internal_test