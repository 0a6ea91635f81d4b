
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        richting as value_field,
        count(*) as n_records

    from "bouw"."seeds"."indicator_definities"
    group by richting

)

select *
from all_values
where value_field not in (
    'dalend','stijgend','neutraal'
)



  
  
      
    ) dbt_internal_test