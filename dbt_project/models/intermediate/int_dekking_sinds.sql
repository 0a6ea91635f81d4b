-- grain: one row per indicator, area (unit, district) and month that the deliveries cover whole: since when
-- key: indicator_id, gebied_code, maand
-- coverage only grows: a month is covered from the day on which a delivery has held each of its days
with vensters as (
    select
        levering.levering_id,
        levering.dekking_codes,
        cast(levering.peilmoment as date) as bekend_op,
        greatest(coalesce(levering.dekking_van, date '1900-01-01'), make_date(strategie.reeks_van, 1, 1)) as van,
        -- as in int_dekking_maand: no extract knows the future
        least(
            coalesce(levering.dekking_tot, cast(levering.peilmoment as date) - 1),
            cast(levering.peilmoment as date),
            make_date(strategie.reeks_tot, 12, 31)
        ) as tot
    from {{ ref('stg_levering') }} as levering
    cross join {{ ref('strategie') }} as strategie
    where
        levering.bron = 'bvi_incidenten'
        and levering.soort in ('volledig', 'venster')
        and coalesce(levering.dekking_datumveld, 'begin_pleegtijd') = 'begin_pleegtijd'
),

-- gemeenten that the same deliveries cover are worked out once
gemeenten as (
    select gebied.gebied_code, list(levering.levering_id order by levering.levering_id) as leveringen
    from {{ ref('int_gebied') }} as gebied
    inner join {{ ref('int_levering_gebied') }} as levering
        on levering.gebied_code is null or levering.gebied_code = gebied.gebied_code
    where gebied.gebied_type = 'gemeente' and gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
    group by gebied.gebied_code
),

groepen as (
    select gebied_code, leveringen, dense_rank() over (order by leveringen) as groep
    from gemeenten
),

groep_levering as (
    select groep, {{ uitgespreid('any_value(leveringen)') }} as levering_id
    from groepen
    group by groep
),

codes as (
    select distinct code as mk_code from {{ ref('indicator_codes') }} where stelsel = 'mk'
),

dagen as (
    select
        groep_levering.groep,
        codes.mk_code,
        cast(reeks.dag as date) as dag,
        min(vensters.bekend_op) as bekend_op
    from groep_levering
    inner join vensters using (levering_id)
    inner join codes on vensters.dekking_codes is null or list_contains(vensters.dekking_codes, codes.mk_code)
    cross join lateral generate_series(vensters.van::timestamp, vensters.tot::timestamp, interval 1 day) as reeks(dag)
    group by all
),

maanden as (
    select
        groep,
        mk_code,
        cast(date_trunc('month', dag) as date) as maand,
        max(bekend_op) as sinds
    from dagen
    group by all
    having count(*) = day(last_day(any_value(dag)))
),

-- an indicator is covered when each of its codes is
per_indicator as (
    select codes.indicator_id, maanden.groep, maanden.maand, max(maanden.sinds) as sinds
    from maanden
    inner join {{ ref('indicator_codes') }} as codes on codes.stelsel = 'mk' and codes.code = maanden.mk_code
    group by all
    having count(*) = (
        select count(*) from {{ ref('indicator_codes') }} as alle
        where alle.stelsel = 'mk' and alle.indicator_id = codes.indicator_id
    )
),

-- the gemeenten that must be there: those that existed in that month
bestaand as (
    select gebied.gebied_code, boven.boven_code, groepen.groep, maand.maand
    from {{ ref('int_gebied') }} as gebied
    inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
    inner join (select distinct maand from maanden) as maand
        on maand.maand >= coalesce(gebied.geldig_van, date '1900-01-01')
        and maand.maand <= coalesce(gebied.geldig_tot, date '9999-12-31')
    left join groepen using (gebied_code)
)

select
    indicator.indicator_id,
    bestaand.boven_code as gebied_code,
    bestaand.maand,
    max(per_indicator.sinds) as sinds
from bestaand
cross join (select distinct indicator_id from per_indicator) as indicator
left join per_indicator
    on per_indicator.indicator_id = indicator.indicator_id
    and per_indicator.groep = bestaand.groep
    and per_indicator.maand = bestaand.maand
group by all
having count(*) = count(per_indicator.sinds)
