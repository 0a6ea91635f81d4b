
    
    

with all_values as (

    select
        indicator_id as value_field,
        count(*) as n_records

    from "bouw"."staging"."stg_cbs__veiligheidsbeleving"
    group by indicator_id

)

select *
from all_values
where value_field not in (
    'onveiligheidsgevoel','kans_woninginbraak','rapportcijfer_veiligheid'
)


