
    
    

with all_values as (

    select
        niveau as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_gebied_boven"
    group by niveau

)

select *
from all_values
where value_field not in (
    'district','eenheid'
)


