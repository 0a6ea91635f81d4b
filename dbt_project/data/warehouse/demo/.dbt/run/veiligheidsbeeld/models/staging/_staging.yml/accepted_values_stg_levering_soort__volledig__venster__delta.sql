
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        soort as value_field,
        count(*) as n_records

    from "bouw"."staging"."stg_levering"
    group by soort

)

select *
from all_values
where value_field not in (
    'volledig','venster','delta'
)



  
  
      
    ) dbt_internal_test