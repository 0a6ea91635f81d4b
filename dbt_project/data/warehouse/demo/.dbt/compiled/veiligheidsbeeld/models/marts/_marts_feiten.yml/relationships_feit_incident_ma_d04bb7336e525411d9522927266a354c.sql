
    
    

with child as (
    select telregel_id as from_field
    from "bouw"."marts"."feit_incident_maand"
    where telregel_id is not null
),

parent as (
    select telregel_id as to_field
    from "bouw"."marts"."dim_telregel"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null


