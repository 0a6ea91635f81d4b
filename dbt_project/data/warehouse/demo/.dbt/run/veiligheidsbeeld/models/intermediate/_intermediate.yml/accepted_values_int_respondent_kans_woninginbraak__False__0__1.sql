
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        kans_woninginbraak as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_respondent"
    group by kans_woninginbraak

)

select *
from all_values
where value_field not in (
    0,1
)



  
  
      
    ) dbt_internal_test