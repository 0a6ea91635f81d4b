
    
    

with all_values as (

    select
        koers as value_field,
        count(*) as n_records

    from "bouw"."marts"."doelbereik"
    group by koers

)

select *
from all_values
where value_field not in (
    'op koers','niet op koers','onbeslist'
)


