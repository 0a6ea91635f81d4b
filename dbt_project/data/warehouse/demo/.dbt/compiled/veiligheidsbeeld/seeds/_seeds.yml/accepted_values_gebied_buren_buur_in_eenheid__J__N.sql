
    
    

with all_values as (

    select
        buur_in_eenheid as value_field,
        count(*) as n_records

    from "bouw"."seeds"."gebied_buren"
    group by buur_in_eenheid

)

select *
from all_values
where value_field not in (
    'J','N'
)


