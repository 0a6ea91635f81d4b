
    
    

with all_values as (

    select
        onveiligheidsgevoel as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_respondent"
    group by onveiligheidsgevoel

)

select *
from all_values
where value_field not in (
    0,1
)


