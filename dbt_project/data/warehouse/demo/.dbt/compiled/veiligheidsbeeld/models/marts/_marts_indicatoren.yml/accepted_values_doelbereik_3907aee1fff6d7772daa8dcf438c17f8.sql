
    
    

with all_values as (

    select
        padvariant as value_field,
        count(*) as n_records

    from "bouw"."marts"."doelbereik"
    group by padvariant

)

select *
from all_values
where value_field not in (
    'gedrukt','vier_stappen','vijf_stappen','lineair','norm'
)


