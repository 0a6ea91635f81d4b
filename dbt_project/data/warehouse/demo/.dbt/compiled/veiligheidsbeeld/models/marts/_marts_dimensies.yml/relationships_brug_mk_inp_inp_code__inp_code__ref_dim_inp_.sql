
    
    

with child as (
    select inp_code as from_field
    from "bouw"."marts"."brug_mk_inp"
    where inp_code is not null
),

parent as (
    select inp_code as to_field
    from "bouw"."marts"."dim_inp"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null


