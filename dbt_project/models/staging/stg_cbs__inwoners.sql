-- grain: one row per gemeente and year per delivery, in the borders of that year
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    {{ gebied_code('bron.regio') }} as gebied_code,
    cast(left(bron.periode, 4) as integer) as jaar,
    bron.inwoners
from {{ source('raw', 'cbs_70072ned') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
