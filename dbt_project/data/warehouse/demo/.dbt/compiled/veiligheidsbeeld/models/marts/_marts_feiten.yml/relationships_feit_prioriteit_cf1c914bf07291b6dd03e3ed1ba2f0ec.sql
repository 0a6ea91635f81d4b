
    
    

with child as (
    select prioriteit_id as from_field
    from "bouw"."marts"."feit_prioriteit"
    where prioriteit_id is not null
),

parent as (
    select prioriteit_id as to_field
    from "bouw"."marts"."dim_prioriteit"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null


