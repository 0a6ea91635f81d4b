-- grain: one row per burglary in the unit that counts, with its basisteam, its span of time and its wijk
-- key: pseudoniem
-- which gemeente belongs to which basisteam is not public, so the team is what the extract says, or unknown
with namen as (
    select naam_kern, min(gebied_code) as gebied_code
    from {{ ref('stg_gebied_alias') }}
    where gebied_type = 'basisteam'
    group by naam_kern
),

teams as (
    select gebied_code
    from {{ ref('int_gebied') }}
    where gebied_type = 'basisteam' and eenheid_code = (select eenheid_code from {{ ref('strategie') }})
)

select
    incident.pseudoniem,
    incident.registratie_pseudoniem,
    -- a team of another unit is no team of this one
    coalesce(team.gebied_code, 'onbekend') as basisteam_code,
    cast(year(incident.teldatum) as integer) as jaar,
    incident.teldatum,
    incident.gebied_code,
    case when buurt.buurt_status = 'van het teljaar' and incident.gebied_code <> 'GM0000' then buurt.wijk_nr end as wijk_nr,
    incident.poging,
    coalesce(nullif(trim(incident.object), ''), 'onbekend') as object,
    incident.verdachten,
    incident.aanhoudingen,
    incident.opgehelderd,
    incident.begin_pleegtijd,
    incident.eind_pleegtijd,
    case
        when incident.begin_pleegtijd is null or incident.eind_pleegtijd is null then 'onbekend'
        when incident.eind_pleegtijd < incident.begin_pleegtijd then 'einde voor begin'
        when incident.eind_pleegtijd <= incident.begin_pleegtijd + interval 24 hour then 'tot een dag'
        else 'langer'
    end as tijd_soort,
    incident.cel_x,
    incident.cel_y
from {{ ref('int_incident') }} as incident
inner join {{ ref('indicator_codes') }} as codes
    on codes.indicator_id = 'woninginbraken' and codes.stelsel = 'mk' and codes.code = incident.mk_code
inner join {{ ref('int_gebied') }} as gemeente on gemeente.gebied_code = incident.gebied_code
inner join {{ ref('int_incident_buurt') }} as buurt using (pseudoniem)
cross join {{ ref('strategie') }} as strategie
left join namen on namen.naam_kern = {{ naam_kern('incident.basisteam') }}
left join teams as team on team.gebied_code in (incident.basisteam, namen.gebied_code)
where
    gemeente.eenheid_code = strategie.eenheid_code
    and year(incident.teldatum) between strategie.reeks_van and strategie.reeks_tot
