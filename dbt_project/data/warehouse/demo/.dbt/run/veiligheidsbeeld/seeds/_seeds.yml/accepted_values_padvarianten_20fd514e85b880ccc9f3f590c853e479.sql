
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        wijze as value_field,
        count(*) as n_records

    from "bouw"."seeds"."padvarianten"
    group by wijze

)

select *
from all_values
where value_field not in (
    'constant','meetkundig','lineair','optellend','relatief','basis','geen'
)



  
  
      
    ) dbt_internal_test