
    
    

with all_values as (

    select
        ernst as value_field,
        count(*) as n_records

    from "bouw"."seeds"."contradicties"
    group by ernst

)

select *
from all_values
where value_field not in (
    'A','B','C'
)


