
    
    

with all_values as (

    select
        poort as value_field,
        count(*) as n_records

    from "bouw"."marts"."datakwaliteit"
    group by poort

)

select *
from all_values
where value_field not in (
    1,2,3,4
)


