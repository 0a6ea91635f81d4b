-- grain: one row per figure and delivery that it rests on; figures from incidents at unit and district level
-- key: indicator_id, gebied_code, periode_id, bron, levering_id
-- below that level feit_incident itself names delivery and line of every incident
with incidenten as (
    select
        codes.indicator_id,
        boven.boven_code as gebied_code,
        cast(year(incident.teldatum) as varchar) as periode_id,
        incident.levering_id,
        incident.regel,
        1 as telt,
        incident.verdachten
    from {{ ref('int_incident') }} as incident
    inner join {{ ref('indicator_codes') }} as codes on codes.stelsel = 'mk' and codes.code = incident.mk_code
    inner join {{ ref('int_gebied_boven') }} as boven on boven.gebied_code = incident.gebied_code
    where incident.teldatum is not null
),

uit_incidenten as (
    select indicator_id, gebied_code, periode_id, levering_id, count(*) as rijen, min(regel) as eerste_regel,
        max(regel) as laatste_regel, count(*)::double as bijdrage
    from incidenten
    group by all
    union all
    select 'verdachtenratio_woninginbraak', gebied_code, periode_id, levering_id, count(*), min(regel), max(regel),
        sum(coalesce(verdachten, 0))::double
    from incidenten
    where indicator_id = 'woninginbraken'
    group by all
),

verdachten as (
    select
        verdachte.levering_id,
        verdachte.regel,
        boven.boven_code as gebied_code,
        cast(year(verdachte.teldatum) as varchar) as teljaar,
        cast(year(verdachte.registratiedatum) as varchar) as registratiejaar,
        verdachte.minderjarig,
        row_number() over (partition by verdachte.pseudoniem, boven.boven_code order by verdachte.volgnummer) = 1
            as is_eerste
    from {{ ref('int_verdachte') }} as verdachte
    inner join {{ ref('indicator_codes') }} as codes
        on codes.stelsel = 'mk' and codes.code = verdachte.mk_code and codes.indicator_id = 'woninginbraken'
    inner join {{ ref('int_gebied_boven') }} as boven on boven.gebied_code = verdachte.gebied_code
    where verdachte.teldatum is not null
),

uit_verdachten as (
    select 'verdachtenratio_woninginbraak_cohort' as indicator_id, teljaar as periode_id, *, 1 as telt from verdachten
    union all by name
    select 'verdachtenratio_woninginbraak_periode' as indicator_id, registratiejaar as periode_id, *, 1 as telt
    from verdachten
    where registratiejaar is not null
    union all by name
    select 'woninginbraken_met_verdachte' as indicator_id, teljaar as periode_id, *, is_eerste::int as telt
    from verdachten
    union all by name
    select 'minderjarige_verdachten_woninginbraak' as indicator_id, teljaar as periode_id, *, minderjarig::int as telt
    from verdachten
    where minderjarig is not null
),

van_verdachten as (
    select indicator_id, gebied_code, periode_id, levering_id, count(*) as rijen, min(regel) as eerste_regel,
        max(regel) as laatste_regel, sum(telt)::double as bijdrage
    from uit_verdachten
    inner join {{ ref('int_telling_verdachte') }} using (gebied_code, periode_id)
    where indicator_id <> 'verdachtenratio_woninginbraak_periode' or verdachten_periode is not null
    group by all
),

-- all registered crime counts the classes that come as months (int_herkomst_rij) and those that come as incidents
misdrijven as (
    select 'geregistreerde_misdrijven' as indicator_id, gebied.eenheid_code as gebied_code,
        cast(year(incident.teldatum) as varchar) as periode_id, incident.levering_id, count(*) as rijen,
        min(incident.regel) as eerste_regel, max(incident.regel) as laatste_regel, count(*)::double as bijdrage
    from {{ ref('int_incident') }} as incident
    inner join {{ ref('mk_codes') }} as codes on codes.mk_code = incident.mk_code and codes.inp_code is not null
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = incident.gebied_code
    where
        incident.teldatum is not null
        and gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
        and exists (select 1 from {{ ref('stg_bvi__maandcijfer') }})
    group by all
),

respondenten as (
    select golf, levering_id, regel, district_code, basisteam_code, gebied_code from {{ ref('int_respondent') }}
),

uit_enquete as (
    select schatting.indicator_id, schatting.gebied_code, 'VM' || schatting.golf as periode_id,
        respondent.levering_id, count(*) as rijen, min(respondent.regel) as eerste_regel,
        max(respondent.regel) as laatste_regel, null::double as bijdrage
    from {{ ref('int_enquete_microdata') }} as schatting
    inner join respondenten as respondent on respondent.golf = schatting.golf
    inner join {{ ref('strategie') }} as strategie on true
    where
        schatting.gebied_code in (
            strategie.eenheid_code, respondent.district_code, respondent.basisteam_code, respondent.gebied_code
        )
    group by all
),

uit_tabellen as (
    select indicator_id, gebied_code, periode_id, bron, levering_id, count(*) as rijen, min(regel) as eerste_regel,
        max(regel) as laatste_regel, sum(cast(bijdrage as decimal(18, 1)))::double as bijdrage
    from {{ ref('int_herkomst_rij') }}
    group by all
)

select indicator_id, gebied_code, periode_id, 'bvi_incidenten' as bron, levering_id, rijen, eerste_regel,
    laatste_regel, bijdrage
from uit_incidenten
union all by name
select *, 'bvi_maandcijfers' as bron from misdrijven
union all by name
select *, 'bvi_verdachten' as bron from van_verdachten
union all by name
select *, 'vm_microdata' as bron from uit_enquete
union all by name
select * from uit_tabellen
