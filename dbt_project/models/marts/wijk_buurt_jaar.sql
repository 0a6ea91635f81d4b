-- grain: one row per area (district, unit), counting year and state of the wijk and buurt of its incidents
-- key: gebied_code, jaar, buurt_status
select
    boven.boven_code as gebied_code,
    buurt.teljaar as jaar,
    buurt.buurt_status,
    min(buurt.buurt_jaar) as buurt_jaar_van,
    max(buurt.buurt_jaar) as buurt_jaar_tot,
    count(*) as aantal
from {{ ref('int_incident_buurt') }} as buurt
inner join {{ ref('int_incident') }} as incident using (pseudoniem)
inner join {{ ref('int_gebied_boven') }} as boven on boven.gebied_code = incident.gebied_code
inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = incident.gebied_code
where
    buurt.teljaar is not null
    and gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
group by all
