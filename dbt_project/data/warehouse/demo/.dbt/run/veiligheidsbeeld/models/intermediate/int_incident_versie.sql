
    

    create  table
      "bouw"."intermediate"."int_incident_versie__dbt_tmp"
  
    
    as (
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
    from "bouw"."intermediate"."int_incident_melding"
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
    from "bouw"."intermediate"."int_incident_intrekking" as intrekking
    inner join "bouw"."intermediate"."int_incident_melding" as melding using (pseudoniem, peilmoment)
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
    genummerd.basisteam,
    staging.* exclude (pseudoniem, levering_id, regel, basisteam, peilmoment, volgorde)
from genummerd
inner join "bouw"."staging"."stg_bvi__incident" as staging
    on staging.volgorde = genummerd.volgorde and staging.regel = genummerd.bron_regel
    );
    
  