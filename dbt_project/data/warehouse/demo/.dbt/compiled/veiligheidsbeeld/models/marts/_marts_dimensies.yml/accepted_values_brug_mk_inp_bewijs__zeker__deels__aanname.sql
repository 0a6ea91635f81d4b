
    
    

with all_values as (

    select
        bewijs as value_field,
        count(*) as n_records

    from "bouw"."marts"."brug_mk_inp"
    group by bewijs

)

select *
from all_values
where value_field not in (
    'zeker','deels','aanname'
)


