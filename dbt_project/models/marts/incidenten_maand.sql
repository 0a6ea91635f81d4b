-- grain: one row per gemeente, VNG category, month and counting rule
-- key: gebied_code, vng_code, maand, telregel_id
{{ config(materialized='view') }}
select
    feit.gebied_code,
    coalesce(brug.vng_code, 'onbekend') as vng_code,
    feit.maand,
    feit.telregel_id,
    cast(sum(feit.aantal) as bigint) as aantal,
    bool_or(feit.voorlopig) as voorlopig
from {{ ref('feit_incident_maand') }} as feit
left join {{ ref('brug_mk_vng') }} as brug
    on brug.mk_code = feit.mk_code
    and brug.is_hoofd
    and feit.maand >= coalesce(brug.geldig_van, date '1900-01-01')
    and feit.maand <= coalesce(brug.geldig_tot, date '9999-12-31')
group by all
