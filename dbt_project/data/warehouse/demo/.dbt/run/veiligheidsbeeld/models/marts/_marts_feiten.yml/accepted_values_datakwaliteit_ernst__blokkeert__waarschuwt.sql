
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        ernst as value_field,
        count(*) as n_records

    from "bouw"."marts"."datakwaliteit"
    group by ernst

)

select *
from all_values
where value_field not in (
    'blokkeert','waarschuwt'
)



  
  
      
    ) dbt_internal_test