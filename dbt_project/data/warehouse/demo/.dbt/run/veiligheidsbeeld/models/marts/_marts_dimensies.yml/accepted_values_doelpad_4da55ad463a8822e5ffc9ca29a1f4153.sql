
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        padvariant as value_field,
        count(*) as n_records

    from "bouw"."marts"."doelpad"
    group by padvariant

)

select *
from all_values
where value_field not in (
    'gedrukt','vier_stappen','vijf_stappen','lineair','norm'
)



  
  
      
    ) dbt_internal_test