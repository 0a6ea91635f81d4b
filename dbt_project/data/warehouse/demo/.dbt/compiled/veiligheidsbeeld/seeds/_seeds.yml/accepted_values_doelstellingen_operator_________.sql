
    
    

with all_values as (

    select
        operator as value_field,
        count(*) as n_records

    from "bouw"."seeds"."doelstellingen"
    group by operator

)

select *
from all_values
where value_field not in (
    '<=','>=','='
)


