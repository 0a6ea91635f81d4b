
    
    

with all_values as (

    select
        stelsel as value_field,
        count(*) as n_records

    from "bouw"."seeds"."indicator_codes"
    group by stelsel

)

select *
from all_values
where value_field not in (
    'mk','inp'
)


