
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        niveau as value_field,
        count(*) as n_records

    from "bouw"."marts"."dim_prioriteit"
    group by niveau

)

select *
from all_values
where value_field not in (
    'lokaal','regionaal','landelijk'
)



  
  
      
    ) dbt_internal_test