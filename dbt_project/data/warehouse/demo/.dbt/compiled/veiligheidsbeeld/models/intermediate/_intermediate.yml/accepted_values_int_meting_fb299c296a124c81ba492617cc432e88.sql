
    
    

with all_values as (

    select
        interval_soort as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_meting"
    group by interval_soort

)

select *
from all_values
where value_field not in (
    'telling','verhouding','ratio','gepubliceerd','enquete','geen'
)


