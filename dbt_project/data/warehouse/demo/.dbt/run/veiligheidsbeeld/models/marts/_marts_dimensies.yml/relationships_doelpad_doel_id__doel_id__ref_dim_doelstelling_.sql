
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with child as (
    select doel_id as from_field
    from "bouw"."marts"."doelpad"
    where doel_id is not null
),

parent as (
    select doel_id as to_field
    from "bouw"."marts"."dim_doelstelling"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null



  
  
      
    ) dbt_internal_test