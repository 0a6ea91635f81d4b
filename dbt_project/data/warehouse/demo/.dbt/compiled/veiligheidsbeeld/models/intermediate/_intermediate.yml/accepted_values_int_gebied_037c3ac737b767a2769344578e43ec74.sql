
    
    

with all_values as (

    select
        gebied_type as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_gebied"
    group by gebied_type

)

select *
from all_values
where value_field not in (
    'gemeente','basisteam','district','eenheid','provincie','land','overig'
)


