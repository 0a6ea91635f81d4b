
    
    

with all_values as (

    select
        toets as value_field,
        count(*) as n_records

    from "bouw"."seeds"."doelstellingen"
    group by toets

)

select *
from all_values
where value_field not in (
    'verandering','telling','ratio','schatting','niet_minder','verhouding','rang','geen','volgt','richting','mijlpaal'
)


