-- grain: one row per version of an incident: what the police said of it, from when until when
-- key: pseudoniem, versie
with gebeurtenissen as (
    select
        pseudoniem,
        peilmoment as geldig_vanaf,
        false as ingetrokken,
        levering_id,
        regel,
        volgorde,
        regel as bron_regel,
        basisteam,
        hash(inhoud, basisteam) as inhoud
    from {{ ref('int_incident_melding') }}
    union all by name
    -- a withdrawal keeps what was last said of the incident, but no line stands for it
    select
        intrekking.pseudoniem,
        intrekking.ingetrokken_op as geldig_vanaf,
        true as ingetrokken,
        intrekking.levering_id,
        null as regel,
        melding.volgorde,
        melding.regel as bron_regel,
        melding.basisteam,
        0::ubigint as inhoud
    from {{ ref('int_incident_intrekking') }} as intrekking
    inner join {{ ref('int_incident_melding') }} as melding using (pseudoniem, peilmoment)
),

-- a delivery that repeats what was known brings no new version
veranderd as (
    select *
    from gebeurtenissen
    qualify coalesce(
        lag(inhoud) over (partition by pseudoniem order by geldig_vanaf) <> inhoud, true
    )
),

genummerd as (
    select
        * exclude (inhoud),
        cast(row_number() over (partition by pseudoniem order by geldig_vanaf) as integer) as versie,
        lead(geldig_vanaf) over (partition by pseudoniem order by geldig_vanaf) as geldig_tot
    from veranderd
)

select
    genummerd.pseudoniem,
    genummerd.versie,
    genummerd.geldig_vanaf,
    genummerd.geldig_tot,
    genummerd.ingetrokken,
    genummerd.levering_id,
    genummerd.regel,
    -- what the police say of the incident goes before the division of wijken, and that before the one of gemeenten
    coalesce(genummerd.basisteam, wijkteam.basisteam_code, gemeenteteam.basisteam_code) as basisteam,
    staging.* exclude (pseudoniem, levering_id, regel, basisteam, peilmoment, volgorde)
from genummerd
inner join {{ ref('stg_bvi__incident') }} as staging
    on staging.volgorde = genummerd.volgorde and staging.regel = genummerd.bron_regel
left join {{ ref('int_basisteam_indeling') }} as wijkteam
    on genummerd.basisteam is null
    and wijkteam.gebied_code = staging.gebied_code
    and wijkteam.wijk = {{ naam_kern('staging.wijk') }}
    and staging.teldatum between wijkteam.van and coalesce(wijkteam.tot, date '9999-12-31')
left join {{ ref('int_basisteam_indeling') }} as gemeenteteam
    on genummerd.basisteam is null
    and gemeenteteam.gebied_code = staging.gebied_code
    and gemeenteteam.wijk is null
    and staging.teldatum between gemeenteteam.van and coalesce(gemeenteteam.tot, date '9999-12-31')
