
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        gebied_type as value_field,
        count(*) as n_records

    from "bouw"."seeds"."gebieden"
    group by gebied_type

)

select *
from all_values
where value_field not in (
    'gemeente','basisteam','district','eenheid','provincie','land'
)



  
  
      
    ) dbt_internal_test