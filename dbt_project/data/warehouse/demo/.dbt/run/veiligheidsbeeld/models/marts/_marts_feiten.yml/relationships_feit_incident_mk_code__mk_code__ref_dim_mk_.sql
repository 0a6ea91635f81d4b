
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with child as (
    select mk_code as from_field
    from "bouw"."marts"."feit_incident"
    where mk_code is not null
),

parent as (
    select mk_code as to_field
    from "bouw"."marts"."dim_mk"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null



  
  
      
    ) dbt_internal_test