-- grain: one row per target of a gemeente per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    alias.gebied_code,
    bron.gemeente as gemeente_geleverd,
    lower(bron.indicator) as indicator_id,
    bron.basisjaar,
    bron.basiswaarde,
    bron.doeljaar,
    bron.norm,
    bron.operator,
    bron.vastgesteld_op
from {{ source('raw', 'lokale_doelen') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('stg_gebied_alias') }} as alias
    on alias.naam_kern = {{ naam_kern('bron.gemeente') }}
    and alias.gebied_type = {{ soort_uit_titel('bron.gemeente') }}
    and alias.gebied_type = 'gemeente'
