-- grain: one row per layout year, gemeente and what it borders; RAND is no gemeente: abroad, sea, a large lake
-- key: indeling_jaar, gebied_code, buur_code
{{ config(tags=['referentie']) }}
-- borders of 2014, carried forward: a merged gemeente has the neighbours of its parts, and no border within
with grens as (
    select
        hier.indeling_jaar,
        hier.naar_code as gebied_code,
        coalesce(daar.naar_code, buren.buur_code) as buur_code,
        buren.gedeelde_grens_km
    from {{ ref('gemeente_buren') }} as buren
    inner join {{ ref('int_gebied_keten') }} as hier on hier.gebied_code = buren.gebied_code
    left join {{ ref('int_gebied_keten') }} as daar
        on daar.gebied_code = buren.buur_code and daar.indeling_jaar = hier.indeling_jaar
)

select
    cast(indeling_jaar as integer) as indeling_jaar,
    gebied_code,
    buur_code,
    cast(sum(gedeelde_grens_km) as decimal(9, 2)) as grens_km
from grens
where buur_code <> gebied_code
group by all
