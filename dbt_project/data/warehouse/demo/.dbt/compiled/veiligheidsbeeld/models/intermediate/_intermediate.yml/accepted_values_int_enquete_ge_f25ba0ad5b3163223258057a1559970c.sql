
    
    

with all_values as (

    select
        bron as value_field,
        count(*) as n_records

    from "bouw"."intermediate"."int_enquete_gepubliceerd"
    group by bron

)

select *
from all_values
where value_field not in (
    'cbs_81877ned','cbs_81928ned'
)


