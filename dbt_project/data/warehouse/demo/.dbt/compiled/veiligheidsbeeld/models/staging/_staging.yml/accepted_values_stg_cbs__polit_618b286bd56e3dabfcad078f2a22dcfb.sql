
    
    

with all_values as (

    select
        soort_getal as value_field,
        count(*) as n_records

    from "bouw"."staging"."stg_cbs__politieoordeel"
    group by soort_getal

)

select *
from all_values
where value_field not in (
    'waarde','marge'
)


