
    
    

with all_values as (

    select
        gebied_status as value_field,
        count(*) as n_records

    from "bouw"."marts"."feit_incident"
    group by gebied_status

)

select *
from all_values
where value_field not in (
    'in de eenheid','buiten de eenheid','onbekend'
)


