-- grain: one row per day of the years of the series, and of every year in which something is counted
-- key: datum
with jaren as (
    select jaar
    from {{ ref('strategie') }}
    cross join lateral generate_series(reeks_van - 2, reeks_tot + 1) as t(jaar)
    union all
    select year(maand) from {{ ref('feit_incident_maand') }}
    union all
    select year(maand) from {{ ref('ontwikkelingsdriehoek') }}
    union all
    select year(teldatum) from {{ ref('feit_incident') }}
),

dagen as (
    select cast(dag as date) as datum
    from (select min(jaar) as van, max(jaar) as tot from jaren) as grens
    cross join lateral generate_series(
        make_date(van, 1, 1)::timestamp, make_date(tot, 12, 31)::timestamp, interval 1 day
    ) as t(dag)
)

select
    datum,
    cast(year(datum) as integer) as jaar,
    cast(quarter(datum) as integer) as kwartaal,
    cast(month(datum) as integer) as maand,
    cast(isodow(datum) as integer) as weekdag,
    strftime(datum, '%Y-%m') as maand_periode_id,
    cast(year(datum) as varchar) as jaar_periode_id
from dagen
