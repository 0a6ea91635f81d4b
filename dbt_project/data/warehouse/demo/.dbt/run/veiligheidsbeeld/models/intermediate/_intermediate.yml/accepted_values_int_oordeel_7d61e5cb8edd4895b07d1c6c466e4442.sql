
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        koers as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_oordeel"
    group by koers

)

select *
from all_values
where value_field not in (
    'op koers','niet op koers','onbeslist'
)



  
  
      
    ) dbt_internal_test