-- grain: one row per as-of moment between which figures are compared, numbered in time
-- key: moment_nr
-- at most one a month, so that years of nightly deliveries stay readable: the first day of the month on which a
-- delivery says what is there (volledig, venster), and the peildatum, at which the run itself stands
with dagen as (
    select cast(peilmoment as date) as moment, soort
    from {{ ref('stg_levering') }}
    where bron = 'bvi_incidenten'
),

momenten as (
    select min(moment) as moment
    from dagen
    where soort in ('volledig', 'venster')
    group by date_trunc('month', moment)
    union
    select peildatum as moment
    from {{ ref('stg_run') }}
    where exists (select 1 from dagen)
)

select
    cast(row_number() over (order by moment) as integer) as moment_nr,
    moment,
    lag(moment) over (order by moment) as vorig_moment
from momenten
