-- grain: one row per incident as known on the peildatum
-- key: pseudoniem
-- personal data: never beyond this file and its Parquet, both readable by the organisation only
select
    cast(incident.pseudoniem as varchar) as pseudoniem,
    cast(incident.registratie_pseudoniem as varchar) as registratie_pseudoniem,
    incident.mk_code,
    incident.gebied_code,
    case
        when incident.gebied_code = 'GM0000' then 'onbekend'
        when gebied.eenheid_code = strategie.eenheid_code then 'in de eenheid'
        else 'buiten de eenheid'
    end as gebied_status,
    incident.gemeente_geleverd,
    incident.basisteam as basisteam_code,
    incident.wijk,
    incident.buurt,
    buurt.buurt_jaar,
    buurt.buurt_status,
    buurt.buurt_sleutel,
    incident.begin_pleegtijd as begin,
    incident.eind_pleegtijd as eind,
    incident.kennisname_tijd as kennisname,
    incident.teldatum,
    incident.poging,
    incident.verdachten,
    incident.aanhoudingen,
    incident.opgehelderd,
    incident.object,
    goed.stuks as goederen,
    incident.eind_voor_begin,
    incident.kennis_voor_eind,
    incident.versie,
    incident.geldig_vanaf,
    incident.levering_id,
    incident.regel
from {{ ref('int_incident') }} as incident
inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
inner join {{ ref('int_incident_buurt') }} as buurt using (pseudoniem)
-- the goods of a registration stand at one of its incidents, so that a sum counts them once
left join {{ ref('int_incident_goed') }} as goed on goed.pseudoniem = incident.pseudoniem and goed.is_drager
cross join {{ ref('strategie') }} as strategie
