
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        meetwijze as value_field,
        count(*) as n_records

    from "bouw"."marts"."dim_indicator"
    group by meetwijze

)

select *
from all_values
where value_field not in (
    'telling','enquete'
)



  
  
      
    ) dbt_internal_test