
    
    

with all_values as (

    select
        functioneren_politie_buurt as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_respondent"
    group by functioneren_politie_buurt

)

select *
from all_values
where value_field not in (
    0,1
)


