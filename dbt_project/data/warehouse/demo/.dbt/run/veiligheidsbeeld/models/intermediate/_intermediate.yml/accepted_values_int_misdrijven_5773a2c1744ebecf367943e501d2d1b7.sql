
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        bron as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_misdrijven"
    group by bron

)

select *
from all_values
where value_field not in (
    'cbs_83648ned','bvi_maandcijfers'
)



  
  
      
    ) dbt_internal_test