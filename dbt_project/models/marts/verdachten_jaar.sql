-- grain: one row per reading, area, subject, year, state of the incident and age band
-- key: lezing, gebied_code, onderwerp, jaar, incident_status, leeftijdsklasse
-- unit and districts only: smaller areas would tell the age of single persons
with verdachten as (
    select
        verdachte.*,
        coalesce(gebied.eenheid_code = strategie.eenheid_code, false) as in_eenheid,
        coalesce(codes.code is not null, false) as is_woninginbraak
    from {{ ref('int_verdachte') }} as verdachte
    cross join {{ ref('strategie') }} as strategie
    left join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = verdachte.gebied_code
    left join {{ ref('indicator_codes') }} as codes
        on codes.stelsel = 'mk' and codes.code = verdachte.mk_code and codes.indicator_id = 'woninginbraken'
),

met_gebied as (
    select verdachten.* exclude (gebied_code), boven.boven_code as gebied_code
    from verdachten
    inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
    where verdachten.in_eenheid
    union all by name
    -- no incident, or one of which the gemeente is not known: kept where nobody can take it for a place
    select verdachten.* replace ('GM0000' as gebied_code)
    from verdachten
    where verdachten.gebied_code is null or verdachten.gebied_code = 'GM0000'
),

per_lezing as (
    select *, 'cohort' as lezing, cast(year(teldatum) as integer) as jaar from met_gebied
    union all
    select *, 'periode' as lezing, cast(year(registratiedatum) as integer) as jaar from met_gebied
),

met_onderwerp as (
    select *, 'alle klassen' as onderwerp from per_lezing
    union all
    select *, 'woninginbraken' as onderwerp from per_lezing where is_woninginbraak
)

select
    lezing,
    gebied_code,
    onderwerp,
    jaar,
    incident_status,
    leeftijdsklasse,
    count(*) as verdachten,
    count(*) filter (where minderjarig) as minderjarigen,
    count(*) filter (where minderjarig is null) as leeftijd_onbekend
from met_onderwerp
inner join {{ ref('int_dekking_verdachte') }} as gedekt using (jaar)
group by all
