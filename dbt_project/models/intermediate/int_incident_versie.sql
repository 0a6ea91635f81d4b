-- grain: one row per version of an incident: what the police said of it, from when until when
-- key: pseudoniem, versie
with gebeurtenissen as (
    select
        * exclude (volgend_moment, peilmoment),
        peilmoment as geldig_vanaf,
        false as ingetrokken,
        hash(
            mk_code, gebied_code, gemeente_geleverd, basisteam, wijk, buurt, begin_pleegtijd, eind_pleegtijd,
            kennisname_tijd, poging, aangifte, verdachten, aanhoudingen, opgehelderd, object, cel_x, cel_y
        ) as inhoud
    from {{ ref('int_incident_melding') }}
    union all by name
    select
        melding.* exclude (volgend_moment, peilmoment, levering_id, regel),
        intrekking.levering_id,
        null as regel,
        intrekking.ingetrokken_op as geldig_vanaf,
        true as ingetrokken,
        0::ubigint as inhoud
    from {{ ref('int_incident_intrekking') }} as intrekking
    inner join {{ ref('int_incident_melding') }} as melding using (pseudoniem, peilmoment)
),

-- a delivery that repeats what was known brings no new version
veranderd as (
    select *
    from gebeurtenissen
    qualify coalesce(
        lag(inhoud) over (partition by pseudoniem order by geldig_vanaf, ingetrokken) <> inhoud, true
    )
)

select
    * exclude (inhoud, volgorde),
    row_number() over (partition by pseudoniem order by geldig_vanaf) as versie,
    lead(geldig_vanaf) over (partition by pseudoniem order by geldig_vanaf) as geldig_tot
from veranderd
