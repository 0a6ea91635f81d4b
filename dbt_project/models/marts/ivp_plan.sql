-- grain: one row per gemeente of the unit and year, in the borders of that year: which safety plan holds
-- key: gebied_code, jaar
with jaren as (
    select cast(t.jaar as integer) as jaar, {{ grenzen_van('t.jaar') }} as grenzen, t.jaar = year(run.peildatum) as op_peildatum
    from {{ ref('stg_run') }} as run
    cross join {{ ref('strategie') }} as strategie
    cross join lateral generate_series(strategie.eerste_jaar, greatest(year(run.peildatum), strategie.eerste_jaar)) as t(jaar)
    -- without any plan delivered, nothing is known of a single gemeente
    where exists (select 1 from {{ ref('int_prioriteit') }})
),

gemeenten as (
    select jaren.*, keten.gebied_code
    from jaren
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.indeling_jaar = jaren.grenzen and keten.naar_code = keten.gebied_code
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = keten.gebied_code
    where gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
),

plannen as (
    select gebied_code, plan_van, max(plan_tot) as plan_tot, count(*) as prioriteiten, min(vastgesteld_op) as vastgesteld_op
    from {{ ref('int_prioriteit') }}
    where gebied_code is not null
    group by gebied_code, plan_van
),

-- a plan stays with its gemeente when that becomes part of another
geplaatst as (
    select
        gemeenten.gebied_code,
        gemeenten.jaar,
        plannen.gebied_code as plan_gemeente,
        plannen.plan_van,
        plannen.plan_tot,
        plannen.prioriteiten,
        plannen.vastgesteld_op,
        case
            when plannen.plan_van > gemeenten.jaar then 'nog niet begonnen'
            when plannen.plan_tot < gemeenten.jaar then 'verlopen'
            else 'geldig'
        end as stand
    from gemeenten
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.naar_code = gemeenten.gebied_code and keten.indeling_jaar = gemeenten.grenzen
    inner join plannen on plannen.gebied_code = keten.gebied_code
),

beste as (
    select
        gebied_code,
        jaar,
        stand,
        string_agg(plan_gemeente, ', ' order by plan_gemeente) as plan_van_gemeenten,
        max(plan_van) as plan_van,
        max(plan_tot) as plan_tot,
        sum(prioriteiten) as prioriteiten,
        min(vastgesteld_op) as vastgesteld_op
    from (
        select * from geplaatst
        -- of what ran out the last, of what is to come the first
        qualify row_number() over (
            partition by gebied_code, jaar, stand, plan_gemeente
            order by case when stand = 'nog niet begonnen' then -plan_van else plan_van end desc
        ) = 1
    )
    group by gebied_code, jaar, stand
    qualify row_number() over (
        partition by gebied_code, jaar
        order by case stand when 'geldig' then 1 when 'verlopen' then 2 else 3 end
    ) = 1
)

select
    gemeenten.gebied_code,
    gemeenten.jaar,
    gemeenten.op_peildatum,
    coalesce(beste.stand, 'geen plan') as planstatus,
    cast(beste.plan_van as integer) as plan_van,
    cast(beste.plan_tot as integer) as plan_tot,
    beste.plan_van_gemeenten,
    cast(beste.prioriteiten as integer) as aantal_prioriteiten,
    beste.vastgesteld_op,
    case coalesce(beste.stand, 'geen plan')
        when 'geldig' then 'Er is een plan voor dit jaar'
            || coalesce(', tot en met ' || cast(beste.plan_tot as integer), '; het laatste jaar is niet geleverd') || '.'
        when 'verlopen' then 'Het laatste plan liep af in ' || cast(beste.plan_tot as integer) || '; een nieuw plan is niet geleverd.'
        when 'nog niet begonnen' then 'Er is alleen een plan dat later begint, in ' || cast(beste.plan_van as integer) || '.'
        else 'Van deze gemeente is geen plan geleverd.'
    end as toelichting
from gemeenten
left join beste using (gebied_code, jaar)
