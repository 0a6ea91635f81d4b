
    
    

with all_values as (

    select
        richting as value_field,
        count(*) as n_records

    from "bouw"."seeds"."doelstellingen"
    group by richting

)

select *
from all_values
where value_field not in (
    'dalend','stijgend'
)


