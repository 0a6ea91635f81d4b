
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        bronstatus as value_field,
        count(*) as n_records

    from "bouw"."marts"."leveringen"
    group by bronstatus

)

select *
from all_values
where value_field not in (
    'op tijd','te laat','geen termijn'
)



  
  
      
    ) dbt_internal_test