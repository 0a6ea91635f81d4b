
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        gebied_code as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_telling_overlast"
    group by gebied_code

)

select *
from all_values
where value_field not in (
    'NL01'
)



  
  
      
    ) dbt_internal_test