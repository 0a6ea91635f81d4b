-- grain: one row per gemeente (row totals) or per district and column (column totals), as printed
-- key: levering_id, regel, kolom
with rijtotalen as (
    select
        levering_id,
        regel,
        'rijtotaal' as kolom,
        district,
        gemeente,
        aantal
    from {{ source('raw', 'bijlage1_rijtotalen') }}
),

kolommen as (
    unpivot (select * exclude (som_kolommen, verschil) from {{ source('raw', 'bijlage1_kolomtotalen') }})
    on columns('^c[0-9]{2}$|^gedrukt_totaal$')
    into name kolom value aantal
),

beide as (
    select * from rijtotalen
    union all by name
    select levering_id, regel, kolom, district, null as gemeente, aantal from kolommen
)

select
    beide.levering_id,
    beide.regel,
    beide.kolom,
    lev.peilmoment,
    lev.volgorde,
    beide.district as district_geleverd,
    beide.gemeente as gemeente_geleverd,
    alias.gebied_code,
    beide.aantal
from beide
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('stg_gebied_alias') }} as alias
    on alias.naam_kern = {{ naam_kern('beide.gemeente') }}
    and alias.gebied_type = {{ soort_uit_titel('beide.gemeente') }}
    and alias.gebied_type = 'gemeente'
