-- grain: one row per indicator, counting month and age at which the unit's count can be known
-- key: indicator_id, maand, leeftijd
-- the development triangle: the count n months after the end of the month, against the count now. An age at which
-- no delivery had covered the month yet has no row: nothing was said, which is not the same as zero
with eenheid as (
    select eenheid_code, peildatum
    from {{ ref('strategie') }}
    cross join {{ ref('stg_run') }}
),

gedekt as (
    select dekking.indicator_id, dekking.maand, dekking.sinds, eenheid.peildatum
    from {{ ref('int_dekking_sinds') }} as dekking
    inner join eenheid on eenheid.eenheid_code = dekking.gebied_code
),

rooster as (
    select
        gedekt.indicator_id,
        gedekt.maand,
        cast(reeks.n as integer) as leeftijd
    from gedekt
    cross join lateral generate_series(0, 24) as reeks(n)
    where
        gedekt.maand + to_months(cast(reeks.n as integer) + 1) between gedekt.sinds and gedekt.peildatum
),

-- what became known between two ages belongs to the later one, what came after the last age only to the count now
stappen as (
    select
        beweging.indicator_id,
        beweging.maand,
        {{ leeftijd('beweging.maand', 'beweging.bekend_op') }} as leeftijd,
        sum(beweging.verandering) as verandering
    from {{ ref('int_beweging') }} as beweging
    inner join eenheid on eenheid.eenheid_code = beweging.gebied_code
    group by all
),

geteld as (
    select
        rooster.indicator_id,
        rooster.maand,
        rooster.leeftijd,
        coalesce(sum(stappen.verandering) filter (where stappen.leeftijd <= rooster.leeftijd), 0) as aantal,
        coalesce(sum(stappen.verandering), 0) as aantal_laatst
    from rooster
    left join stappen using (indicator_id, maand)
    group by rooster.indicator_id, rooster.maand, rooster.leeftijd
)

select
    indicator_id,
    maand,
    leeftijd,
    cast(maand + to_months(leeftijd + 1) as date) as bekend_op,
    cast(aantal as bigint) as aantal,
    cast(aantal_laatst as bigint) as aantal_laatst,
    aantal::double / nullif(aantal_laatst, 0) as volledigheid
from geteld
