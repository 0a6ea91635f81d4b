-- grain: one row per statement of a report per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    bron.rapport,
    bron.thema as thema_code,
    lower(bron.richting) as richting,
    bron.weging,
    bron.bladzijde,
    bron.citaat
from {{ source('raw', 'contextrapport') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
