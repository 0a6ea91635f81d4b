
    
    

with all_values as (

    select
        strategie_thema as value_field,
        count(*) as n_records

    from "bouw"."seeds"."mk_codes"
    group by strategie_thema

)

select *
from all_values
where value_field not in (
    'HIC','overlast','ondermijning'
)


