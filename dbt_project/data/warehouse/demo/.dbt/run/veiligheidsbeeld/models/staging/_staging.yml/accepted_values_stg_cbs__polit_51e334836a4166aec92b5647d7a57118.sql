
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        indicator_id as value_field,
        count(*) as n_records

    from "bouw"."staging"."stg_cbs__politieoordeel"
    group by indicator_id

)

select *
from all_values
where value_field not in (
    'vertrouwen_politie','functioneren_politie_buurt'
)



  
  
      
    ) dbt_internal_test