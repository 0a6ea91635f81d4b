-- grain: one row per day of the series
-- key: datum
with dagen as (
    select cast(dag as date) as datum
    from "bouw"."seeds"."strategie"
    cross join lateral generate_series(
        make_date(reeks_van - 2, 1, 1)::timestamp, make_date(reeks_tot + 1, 12, 31)::timestamp, interval 1 day
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