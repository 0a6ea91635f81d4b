-- grain: one row per indicator, area (unit, district), year and counting rule for incidents
-- key: indicator_id, gebied_code, jaar, telregel_id
with regels as (
    select telregel_id, teldatum, beschikbaar, is_gekozen
    from {{ ref('int_telregel') }}
    where soort = 'incident'
),

-- the verdicts of the strategy rest on this count
gevraagd as (
    select dekking.indicator_id, dekking.gebied_code, dekking.jaar
    from {{ ref('int_dekking_jaar') }} as dekking
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    where dekking.indicator_id = 'woninginbraken' and gebied.gebied_type in ('eenheid', 'district')
),

geteld as (
    select
        codes.indicator_id,
        boven.boven_code as gebied_code,
        regels.telregel_id,
        year({{ teldatum('regels.teldatum', 'incident') }}) as jaar,
        count(*) as aantal
    from {{ ref('int_incident') }} as incident
    inner join {{ ref('indicator_codes') }} as codes
        on codes.stelsel = 'mk' and codes.code = incident.mk_code and codes.indicator_id = 'woninginbraken'
    inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
    inner join regels on regels.beschikbaar
    left join {{ ref('int_telregel_afval') }} as afval
        on afval.telregel_id = regels.telregel_id and afval.pseudoniem = incident.pseudoniem
    where afval.pseudoniem is null
    group by all
),

rooster as (
    select
        gevraagd.*,
        regels.telregel_id,
        regels.is_gekozen,
        case
            when not regels.beschikbaar then 'niet beschikbaar'
            -- a date later than the beginning brings offences of the year before: that year has to be there too
            when regels.teldatum <> 'begin' and gekozen.teldatum = 'begin' and vorig.jaar is null
                then 'jaar ervoor niet gedekt'
            else 'geteld'
        end as status
    from gevraagd
    cross join regels
    cross join (select teldatum from regels where is_gekozen) as gekozen
    left join gevraagd as vorig
        on vorig.indicator_id = gevraagd.indicator_id
        and vorig.gebied_code = gevraagd.gebied_code
        and vorig.jaar = gevraagd.jaar - 1
),

met_aantal as (
    select
        rooster.*,
        case when rooster.status = 'geteld' then coalesce(geteld.aantal, 0) end as aantal
    from rooster
    left join geteld using (indicator_id, gebied_code, jaar, telregel_id)
)

select
    nu.indicator_id,
    nu.gebied_code,
    cast(nu.jaar as integer) as jaar,
    nu.telregel_id,
    nu.aantal,
    nu.aantal - standaard.aantal as verschil,
    100.0 * (nu.aantal - standaard.aantal) / nullif(standaard.aantal, 0) as verschil_procent,
    nu.status,
    nu.is_gekozen
from met_aantal as nu
inner join met_aantal as standaard
    on standaard.indicator_id = nu.indicator_id
    and standaard.gebied_code = nu.gebied_code
    and standaard.jaar = nu.jaar
    and standaard.telregel_id = 'standaard'
