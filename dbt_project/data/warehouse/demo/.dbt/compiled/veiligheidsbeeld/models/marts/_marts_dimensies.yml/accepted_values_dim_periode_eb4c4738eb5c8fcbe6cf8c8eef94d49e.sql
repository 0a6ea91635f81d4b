
    
    

with all_values as (

    select
        soort as value_field,
        count(*) as n_records

    from "bouw"."marts"."dim_periode"
    group by soort

)

select *
from all_values
where value_field not in (
    'jaar','drie jaren','maand','kwartaal','golf'
)


