
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        thema as value_field,
        count(*) as n_records

    from "bouw"."marts"."brug_mk_thema"
    group by thema

)

select *
from all_values
where value_field not in (
    'HIC','overlast','ondermijning'
)



  
  
      
    ) dbt_internal_test