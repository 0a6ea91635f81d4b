-- grain: one row per gemeente and year per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    {{ gebied_code('bron.gebied_code') }} as gebied_code,
    bron.jaar,
    bron.aantal
from {{ source('raw', 'jeugdoverlast') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
