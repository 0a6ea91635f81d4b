
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        soort_getal as value_field,
        count(*) as n_records

    from "bouw"."staging"."stg_cbs__politieoordeel"
    group by soort_getal

)

select *
from all_values
where value_field not in (
    'waarde','marge'
)



  
  
      
    ) dbt_internal_test