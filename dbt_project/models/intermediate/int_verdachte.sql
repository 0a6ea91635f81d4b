-- grain: one row per suspect of an incident: a pair, for nothing tells that two of them are one person
-- key: pseudoniem, volgnummer
with stand as (
    select *
    from {{ ref('stg_bvi__verdachte') }}
    qualify row_number() over (partition by pseudoniem, volgnummer order by volgorde desc, regel desc) = 1
),

-- a later window over the day of registration that no longer holds the suspect takes the suspect back; a window with a
-- limit of class or area does not say about which suspects it is complete, and takes back nothing
vensters as (
    select
        volgorde,
        coalesce(dekking_van, date '-infinity') as van,
        least(coalesce(dekking_tot, cast(peilmoment as date)), cast(peilmoment as date)) as tot,
        dekking_van is null and dekking_tot is null as zonder_grens
    from {{ ref('stg_levering') }}
    where
        bron = 'bvi_verdachten'
        and soort in ('volledig', 'venster')
        and dekking_codes is null
        and dekking_gebieden is null
        and coalesce(dekking_datumveld, 'registratiedatum') = 'registratiedatum'
),

geldig as (
    select stand.*
    from stand
    where not exists (
        select 1
        from vensters
        where
            vensters.volgorde > stand.volgorde
            and (vensters.zonder_grens or stand.registratiedatum between vensters.van and vensters.tot)
    )
),

ooit as (
    select distinct pseudoniem
    from {{ ref('int_incident_versie') }}
    where pseudoniem in (select pseudoniem from geldig)
)

select
    geldig.pseudoniem,
    geldig.volgnummer,
    geldig.leeftijdsklasse,
    geldig.minderjarig,
    geldig.registratiedatum,
    case
        when incident.pseudoniem is not null then 'bekend'
        when ooit.pseudoniem is not null then 'ingetrokken'
        else 'onbekend'
    end as incident_status,
    incident.mk_code,
    incident.gebied_code,
    incident.basisteam,
    incident.teldatum,
    geldig.levering_id,
    geldig.regel
from geldig
left join {{ ref('int_incident') }} as incident using (pseudoniem)
left join ooit using (pseudoniem)
