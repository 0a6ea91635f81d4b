
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with child as (
    select levering_id as from_field
    from "bouw"."marts"."feit_prioriteit"
    where levering_id is not null
),

parent as (
    select levering_id as to_field
    from "bouw"."marts"."leveringen"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null



  
  
      
    ) dbt_internal_test