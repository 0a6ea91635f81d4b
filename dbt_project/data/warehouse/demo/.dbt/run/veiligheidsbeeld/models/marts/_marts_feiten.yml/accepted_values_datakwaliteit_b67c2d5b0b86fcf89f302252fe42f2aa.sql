
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        stage as value_field,
        count(*) as n_records

    from "bouw"."marts"."datakwaliteit"
    group by stage

)

select *
from all_values
where value_field not in (
    'raw','staging','intermediate','marts'
)



  
  
      
    ) dbt_internal_test