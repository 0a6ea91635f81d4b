-- grain: one row per gemeente, incident class and month per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    {{ gebied_code('bron.gebied_code') }} as gebied_code,
    upper(bron.mk_code) as mk_code,
    bron.maand,
    bron.aantal
from {{ source('raw', 'bvi_maandcijfers') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
