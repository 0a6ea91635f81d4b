-- grain: one row per line of goods of a registration
-- key: registratie_pseudoniem, volgnummer
-- goods belong to a registration, and a registration may hold several incidents: one of them carries the goods, so that
-- no sum over incidents counts them twice
with laatste as (
    select registratie_pseudoniem, max(volgorde) as volgorde
    from {{ ref('stg_bvi__goed') }}
    group by registratie_pseudoniem
),

-- a volledig delivery holds every registration: what it leaves out is gone
heel as (
    select max(volgorde) as volgorde
    from {{ ref('stg_levering') }}
    where
        bron = 'bvi_goederen'
        and soort = 'volledig'
        and dekking_codes is null
        and dekking_gebieden is null
        and dekking_van is null
        and dekking_tot is null
),

-- a delivery speaks of whole registrations: a line that the newest one does not repeat is gone
stand as (
    select goed.*
    from {{ ref('stg_bvi__goed') }} as goed
    inner join laatste
        on laatste.registratie_pseudoniem = goed.registratie_pseudoniem and laatste.volgorde = goed.volgorde
    cross join heel
    where heel.volgorde is null or goed.volgorde >= heel.volgorde
    qualify row_number() over (partition by goed.registratie_pseudoniem, goed.volgnummer order by goed.regel desc) = 1
),

dragers as (
    select
        registratie_pseudoniem,
        pseudoniem,
        mk_code,
        cast(count(*) over (partition by registratie_pseudoniem) as integer) as incidenten
    from {{ ref('int_incident') }}
    where registratie_pseudoniem in (select registratie_pseudoniem from stand)
    qualify row_number() over (
        partition by registratie_pseudoniem order by teldatum nulls last, mk_code, pseudoniem
    ) = 1
),

ooit as (
    select distinct registratie_pseudoniem
    from {{ ref('int_incident_versie') }}
    where registratie_pseudoniem in (select registratie_pseudoniem from stand)
)

select
    stand.registratie_pseudoniem,
    stand.volgnummer,
    stand.categorie,
    stand.soort,
    stand.aantal,
    case
        when dragers.pseudoniem is not null then 'bekend'
        when ooit.registratie_pseudoniem is not null then 'ingetrokken'
        else 'onbekend'
    end as registratie_status,
    dragers.pseudoniem as drager_pseudoniem,
    dragers.mk_code as drager_mk_code,
    coalesce(dragers.incidenten, 0) as incidenten,
    stand.levering_id,
    stand.regel
from stand
left join dragers using (registratie_pseudoniem)
left join ooit using (registratie_pseudoniem)
