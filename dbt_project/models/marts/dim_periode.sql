-- grain: one row per period that a figure can be about
-- key: periode_id
-- the years of the series, and those of every figure: a delivery may run further than the strategy
with jaren as (
    select cast(jaar as integer) as jaar
    from {{ ref('strategie') }}
    cross join lateral generate_series(reeks_van - 2, reeks_tot + 1) as t(jaar)
    union
    select jaar from {{ ref('int_interval') }}
    union
    select jaar from {{ ref('int_registratie') }}
),

maanden as (
    select jaren.jaar, make_date(jaren.jaar, maand, 1) as begin
    from jaren
    cross join generate_series(1, 12) as t(maand)
),

golven as (
    select golf, min(periode_van) as begin, max(periode_tot) as eind
    from {{ ref('int_respondent') }}
    group by golf
)

select
    jaar::varchar as periode_id,
    'jaar' as soort,
    make_date(jaar, 1, 1) as begin,
    make_date(jaar, 12, 31) as eind
from jaren
union all
select
    (jaar - 2) || '-' || jaar as periode_id,
    'drie jaren' as soort,
    make_date(jaar - 2, 1, 1) as begin,
    make_date(jaar, 12, 31) as eind
from jaren
union all
select
    strftime(begin, '%Y-%m') as periode_id,
    'maand' as soort,
    begin,
    last_day(begin) as eind
from maanden
union all
select
    jaar || '-K' || quarter(begin) as periode_id,
    'kwartaal' as soort,
    min(begin) as begin,
    last_day(max(begin)) as eind
from maanden
group by jaar, quarter(begin)
union all
-- fieldwork is in autumn; the period is the twelve months that respondents were asked about, known from microdata only
select
    'VM' || jaren.jaar as periode_id,
    'golf' as soort,
    golven.begin,
    golven.eind
from jaren
left join golven on golven.golf = jaren.jaar
