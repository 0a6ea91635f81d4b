
    
    

with all_values as (

    select
        meetstatus as value_field,
        count(*) as n_records

    from "bouw"."marts"."doelbereik"
    group by meetstatus

)

select *
from all_values
where value_field not in (
    'gemeten','geen meting','geen levering','niet meetbaar'
)


