
    
    

with child as (
    select indicator_id as from_field
    from "bouw"."seeds"."doelstellingen"
    where indicator_id is not null
),

parent as (
    select indicator_id as to_field
    from "bouw"."seeds"."indicator_definities"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null


