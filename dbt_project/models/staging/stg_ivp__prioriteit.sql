-- grain: one row per gemeente and priority per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    alias.gebied_code,
    bron.gemeente as gemeente_geleverd,
    bron.prioriteit,
    bron.niveau,
    bron.vng_code,
    bron.plan_van,
    bron.plan_tot,
    bron.vastgesteld_op
from {{ source('raw', 'ivp_prioriteiten') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('stg_gebied_alias') }} as alias
    on alias.naam_kern = {{ naam_kern('bron.gemeente') }}
    and alias.gebied_type = {{ soort_uit_titel('bron.gemeente') }}
    and alias.gebied_type = 'gemeente'
