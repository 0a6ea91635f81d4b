
    
    

with all_values as (

    select
        gebied_code as value_field,
        count(*) as n_records

    from "bouw"."staging"."stg_politie__overlast"
    group by gebied_code

)

select *
from all_values
where value_field not in (
    'NL01'
)


