
    
    

with all_values as (

    select
        richting as value_field,
        count(*) as n_records

    from "bouw"."marts"."dim_indicator"
    group by richting

)

select *
from all_values
where value_field not in (
    'dalend','stijgend','neutraal'
)


