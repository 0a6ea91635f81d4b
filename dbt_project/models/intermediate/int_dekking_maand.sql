-- grain: one row per incident class and gemeente of the unit, and month that the deliveries cover whole
-- key: mk_code, gebied_code, maand
-- a count over a month that nobody promised to deliver whole is no count
with codes as (
    select distinct code as mk_code from {{ ref('indicator_codes') }} where stelsel = 'mk'
),

gemeenten as (
    select gebied_code
    from {{ ref('int_gebied') }}
    where gebied_type = 'gemeente' and eenheid_code = (select eenheid_code from {{ ref('strategie') }})
),

vensters as (
    select
        codes.mk_code,
        gemeenten.gebied_code,
        coalesce(levering.dekking_van, date '1900-01-01') as van,
        -- without an end the window runs to the day before the extract was made; no extract knows the future
        least(
            coalesce(levering.dekking_tot, cast(levering.peilmoment as date) - 1), cast(levering.peilmoment as date)
        ) as tot
    from {{ ref('stg_levering') }} as levering
    inner join {{ ref('int_levering_gebied') }} as gebied using (levering_id)
    inner join gemeenten on gebied.gebied_code is null or gebied.gebied_code = gemeenten.gebied_code
    inner join codes on levering.dekking_codes is null or list_contains(levering.dekking_codes, codes.mk_code)
    where
        levering.bron = 'bvi_incidenten'
        -- counts go by the beginning of the offence, so only windows on that date can promise them
        and coalesce(levering.dekking_datumveld, 'begin_pleegtijd') = 'begin_pleegtijd'
),

aaneen as (
    select
        *,
        coalesce(van > max(tot) over (
            partition by mk_code, gebied_code order by van, tot rows between unbounded preceding and 1 preceding
        ) + 1, true) as begint_nieuw
    from vensters
),

eilanden as (
    select
        *,
        sum(begint_nieuw::int) over (partition by mk_code, gebied_code order by van, tot) as eiland
    from aaneen
),

stukken as (
    select mk_code, gebied_code, min(van) as van, max(tot) as tot
    from eilanden
    group by mk_code, gebied_code, eiland
),

maanden as (
    select cast(maand as date) as maand
    from {{ ref('strategie') }}
    cross join lateral generate_series(
        make_date(reeks_van, 1, 1)::timestamp, make_date(reeks_tot, 12, 1)::timestamp, interval 1 month
    ) as t(maand)
)

select stukken.mk_code, stukken.gebied_code, maanden.maand
from stukken
cross join {{ ref('stg_run') }} as run
inner join {{ ref('telregels') }} as regel using (telregel_id)
inner join maanden
    -- a count by a later date than the beginning also holds offences that began in the year before
    on maanden.maand >= stukken.van + to_months(case regel.teldatum when 'begin' then 0 else 12 end)
    and last_day(maanden.maand) <= stukken.tot
