
    
    

with all_values as (

    select
        kans_woninginbraak as value_field,
        count(*) as n_records

    from "bouw"."staging"."stg_vm__respondent"
    group by kans_woninginbraak

)

select *
from all_values
where value_field not in (
    0,1
)


