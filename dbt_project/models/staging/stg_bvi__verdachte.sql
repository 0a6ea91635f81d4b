-- grain: one row per suspect of an incident per delivery
-- key: levering_id, regel
-- the number of the incident becomes the pseudonym it has in stg_bvi__incident; of the person nothing else is delivered
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    {{ pseudoniem('bron.incident_id') }} as pseudoniem,
    bron.volgnummer,
    coalesce(lower(bron.leeftijdsklasse), 'onbekend') as leeftijdsklasse,
    bron.minderjarig,
    bron.registratiedatum
from {{ source('raw', 'bvi_verdachten') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
