-- grain: one row per incident as known on the peildatum, withdrawn ones left out
-- key: pseudoniem
-- what the counting rule of this run leaves out keeps its row but has no date to count by
select versie.* exclude (geldig_tot, ingetrokken)
    replace (case when afval.pseudoniem is null then versie.teldatum end as teldatum)
from {{ ref('int_incident_versie') }} as versie
left join {{ ref('int_telregel_afval') }} as afval
    on afval.pseudoniem = versie.pseudoniem
    and afval.telregel_id = (select telregel_id from {{ ref('stg_run') }})
where versie.geldig_tot is null and not versie.ingetrokken
