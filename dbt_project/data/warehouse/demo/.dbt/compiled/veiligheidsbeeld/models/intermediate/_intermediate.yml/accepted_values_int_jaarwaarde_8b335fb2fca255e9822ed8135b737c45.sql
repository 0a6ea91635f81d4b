
    
    

with all_values as (

    select
        bron as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_jaarwaarde"
    group by bron

)

select *
from all_values
where value_field not in (
    'bvi_incidenten','politie_47018ned'
)


