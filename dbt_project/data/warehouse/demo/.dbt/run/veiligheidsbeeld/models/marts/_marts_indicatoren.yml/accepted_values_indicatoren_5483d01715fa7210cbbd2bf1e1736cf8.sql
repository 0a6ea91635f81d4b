
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        celstatus as value_field,
        count(*) as n_records

    from "bouw"."marts"."indicatoren"
    group by celstatus

)

select *
from all_values
where value_field not in (
    'gemeten','nul','te weinig waarnemingen','ontbreekt','verborgen'
)



  
  
      
    ) dbt_internal_test