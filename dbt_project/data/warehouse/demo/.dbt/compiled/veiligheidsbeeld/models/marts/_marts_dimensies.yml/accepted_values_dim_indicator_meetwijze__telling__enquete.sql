
    
    

with all_values as (

    select
        meetwijze as value_field,
        count(*) as n_records

    from "bouw"."marts"."dim_indicator"
    group by meetwijze

)

select *
from all_values
where value_field not in (
    'telling','enquete'
)


