-- grain: one row per area and period of which burglaries and suspects are both delivered whole
-- key: gebied_code, periode_id
-- two readings: suspects of the burglaries of the period (cohort: still grows as the years go by), and suspects that were
-- registered in the period, of burglaries of any year
with soort as (
    select
        verdachte.pseudoniem,
        verdachte.minderjarig,
        verdachte.gebied_code,
        verdachte.basisteam,
        cast(year(verdachte.teldatum) as integer) as teljaar,
        cast(year(verdachte.registratiedatum) as integer) as registratiejaar
    from {{ ref('int_verdachte') }} as verdachte
    inner join {{ ref('indicator_codes') }} as codes
        on codes.stelsel = 'mk' and codes.code = verdachte.mk_code and codes.indicator_id = 'woninginbraken'
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = verdachte.gebied_code
    where
        verdachte.teldatum is not null
        and gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
),

per_gebied as (
    select soort.* exclude (gebied_code), boven.boven_code as gebied_code
    from soort
    inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
    union all by name
    select soort.* exclude (gebied_code), keten.naar_code as gebied_code
    from soort
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.gebied_code = soort.gebied_code
        and keten.indeling_jaar = (select indeling_jaar from {{ ref('stg_run') }})
    union all by name
    select soort.* exclude (gebied_code), basisteam as gebied_code
    from soort
    where basisteam is not null
),

cohort as (
    select
        gebied_code,
        teljaar as jaar,
        count(*) as verdachten,
        count(distinct pseudoniem) as met_verdachte,
        count(*) filter (where minderjarig) as minderjarig,
        count(minderjarig) as leeftijd_bekend
    from per_gebied
    group by all
),

periode as (
    select gebied_code, registratiejaar as jaar, count(*) as verdachten
    from per_gebied
    where registratiejaar is not null
    group by all
),

-- suspects of a year may belong to burglaries of the year before: without those the second reading misses them
jaar_ervoor as (
    select jaar + 1 as jaar
    from {{ ref('int_dekking_jaar') }}
    where
        indicator_id = 'woninginbraken'
        and gebied_code = (select eenheid_code from {{ ref('strategie') }})
),

perioden as (
    select gebied_code, periode_id, jaar, cast(left(periode_id, 4) as integer) as van, aantal
    from {{ ref('int_telling_incident') }}
    where indicator_id = 'woninginbraken'
)

select
    perioden.gebied_code,
    perioden.periode_id,
    perioden.jaar,
    perioden.aantal,
    coalesce(sum(cohort.verdachten), 0) as verdachten_cohort,
    case
        when count(jaar_ervoor.jaar) = count(*) then coalesce(sum(periode.verdachten), 0)
    end as verdachten_periode,
    coalesce(sum(cohort.met_verdachte), 0) as met_verdachte,
    coalesce(sum(cohort.minderjarig), 0) as minderjarig,
    coalesce(sum(cohort.leeftijd_bekend), 0) as leeftijd_bekend
from perioden
inner join {{ ref('int_dekking_verdachte') }} as gedekt on gedekt.jaar between perioden.van and perioden.jaar
left join jaar_ervoor on jaar_ervoor.jaar = gedekt.jaar
left join cohort on cohort.gebied_code = perioden.gebied_code and cohort.jaar = gedekt.jaar
left join periode on periode.gebied_code = perioden.gebied_code and periode.jaar = gedekt.jaar
group by perioden.gebied_code, perioden.periode_id, perioden.jaar, perioden.van, perioden.aantal
having count(*) = perioden.jaar - perioden.van + 1
