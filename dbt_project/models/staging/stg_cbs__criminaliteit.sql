-- grain: one row per kind of crime, area and year per delivery
-- key: levering_id, regel
-- two shapes of one table: codes with padded values (raw download) and titles (typed export)
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    bron.soort_misdrijf,
    bron.soort_misdrijf in ('Misdrijven, totaal', '0000000') as is_totaal,
    coalesce(gebied.gebied_code, alias.gebied_code) as gebied_code,
    bron.regio as gebied_geleverd,
    cast(left(bron.periode, 4) as integer) as jaar,
    cast(bron.aantal as bigint) as aantal
from {{ source('raw', 'cbs_83648ned') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('gebieden') }} as gebied on gebied.gebied_code = {{ gebied_code('bron.regio') }}
left join {{ ref('stg_gebied_alias') }} as alias
    on alias.naam_kern = {{ naam_kern('bron.regio') }} and alias.gebied_type = {{ soort_uit_titel('bron.regio') }}
