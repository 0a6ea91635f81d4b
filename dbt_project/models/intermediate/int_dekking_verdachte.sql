-- grain: one row per year of which the deliveries of suspects hold every registration
-- key: jaar
with vensters as (
    select
        coalesce(dekking_van, date '1900-01-01') as van,
        least(coalesce(dekking_tot, cast(peilmoment as date) - 1), cast(peilmoment as date)) as tot
    from {{ ref('stg_levering') }}
    where
        bron = 'bvi_verdachten'
        and soort in ('volledig', 'venster')
        and dekking_codes is null
        and coalesce(dekking_datumveld, 'registratiedatum') = 'registratiedatum'
        and (
            dekking_gebieden is null
            or list_contains(dekking_gebieden, (select eenheid_code from {{ ref('strategie') }}))
        )
),

aaneen as (
    select
        *,
        coalesce(van > max(tot) over (order by van, tot rows between unbounded preceding and 1 preceding) + 1, true)
            as begint_nieuw
    from vensters
),

stukken as (
    select min(van) as van, max(tot) as tot
    from (select *, sum(begint_nieuw::int) over (order by van, tot) as eiland from aaneen)
    group by eiland
)

select cast(jaren.jaar as integer) as jaar
from {{ ref('strategie') }}
cross join lateral generate_series(reeks_van, reeks_tot) as jaren(jaar)
inner join stukken
    on stukken.van <= make_date(jaren.jaar, 1, 1) and stukken.tot >= make_date(jaren.jaar, 12, 31)
