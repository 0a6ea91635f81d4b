-- grain: one row per indicator and month of the strategy's years: how much of its count is still to come
-- key: indicator_id, maand
with maanden as (
    select cast(reeks.maand as date) as maand
    from {{ ref('strategie') }} as strategie
    cross join lateral generate_series(
        make_date(strategie.reeks_van, 1, 1)::timestamp, make_date(strategie.reeks_tot, 12, 1)::timestamp, interval 1 month
    ) as reeks(maand)
),

leeftijden as (
    select
        indicator.indicator_id,
        maanden.maand,
        -- whole months past its end: what is known on a day in between is what was known at the age before
        cast(date_diff('month', maanden.maand, run.peildatum) - 1 as integer) as leeftijd
    from maanden
    cross join (select distinct indicator_id from {{ ref('indicator_codes') }} where stelsel = 'mk') as indicator
    cross join {{ ref('stg_run') }} as run
)

select
    leeftijden.indicator_id,
    leeftijden.maand,
    leeftijden.leeftijd,
    case when leeftijden.leeftijd > 24 then 1.0 else volledigheid.volledigheid end as volledigheid,
    -- to be multiplied by the count of today; negative where more will go than come; DECIMAL, so that sums do not
    -- depend on their order
    cast(
        case when leeftijden.leeftijd > 24 then 0 else 1 / nullif(volledigheid.volledigheid, 0) - 1 end
        as decimal(12, 9)
    ) as verandering
from leeftijden
left join {{ ref('int_volledigheid') }} as volledigheid using (indicator_id, leeftijd)
