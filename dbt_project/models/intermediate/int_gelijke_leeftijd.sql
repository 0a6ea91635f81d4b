-- grain: one row per target on counts of incidents, area (unit, district) and year: the year and its base as known at the same age
-- key: doel_id, gebied_code, jaar
-- the age is that of the base year at its first reading: known two months after its end, every year is looked at two
-- months after its own. A first reading more than a year late is no early reading
with gebieden as (
    select gebied_code from {{ ref('int_dekking_sinds') }}
    union
    select eenheid_code from {{ ref('strategie') }}
),

doelen as (
    select
        doel.doel_id,
        doel.toets,
        doel.basisjaar,
        -- a change from year to year is made of two counts
        case doel.toets when 'verandering' then 'woninginbraken' else doel.indicator_id end as telt,
        gebieden.gebied_code,
        strategie.reeks_van,
        strategie.reeks_tot
    from {{ ref('doelstellingen') }} as doel
    cross join {{ ref('strategie') }} as strategie
    cross join gebieden
    where doel.toets in ('telling', 'verhouding', 'verandering') and doel.basisjaar is not null
),

sinds as (
    select indicator_id, gebied_code, cast(year(maand) as integer) as jaar, max(sinds) as sinds
    from {{ ref('int_dekking_sinds') }}
    group by all
    having count(*) = 12
),

lezingen as (
    select
        doelen.doel_id,
        doelen.toets,
        doelen.basisjaar,
        doelen.telt,
        doelen.gebied_code,
        cast(reeks.jaar as integer) as jaar,
        sinds.sinds as jaar_sinds,
        cast(eerste.sinds + to_years(cast(reeks.jaar - doelen.basisjaar as integer)) as date) as dag,
        coalesce(eerste.sinds < make_date(doelen.basisjaar + 2, 1, 1), false) as basis_vroeg
    from doelen
    cross join lateral generate_series(doelen.reeks_van, doelen.reeks_tot) as reeks(jaar)
    left join sinds
        on sinds.indicator_id = doelen.telt
        and sinds.gebied_code = doelen.gebied_code
        and sinds.jaar = reeks.jaar
    left join sinds as eerste
        on eerste.indicator_id = doelen.telt
        and eerste.gebied_code = doelen.gebied_code
        and eerste.jaar = doelen.basisjaar
),

met_status as (
    select
        lezingen.*,
        case
            when lezingen.jaar_sinds is null then 'niet van toepassing'
            when not lezingen.basis_vroeg or lezingen.jaar_sinds > lezingen.dag then 'geen vroege stand'
            when lezingen.dag > run.peildatum then 'nog niet zo oud'
            else 'vergeleken'
        end as status
    from lezingen
    cross join {{ ref('stg_run') }} as run
),

geteld as (
    select
        met_status.doel_id,
        met_status.gebied_code,
        met_status.jaar,
        sum(beweging.verandering) as aantal
    from met_status
    inner join {{ ref('int_beweging') }} as beweging
        on beweging.indicator_id = met_status.telt
        and beweging.gebied_code = met_status.gebied_code
        and year(beweging.maand) = met_status.jaar
        and beweging.bekend_op <= met_status.dag
    group by all
),

-- against the base year, or with a promise about every year against the year before
paren as (
    select
        nu.doel_id,
        nu.gebied_code,
        nu.jaar,
        nu.toets,
        nu.dag,
        basis.dag as basis_dag,
        case
            when nu.status <> 'vergeleken' then nu.status
            when coalesce(basis.status, 'niet van toepassing') = 'vergeleken' then 'vergeleken'
            else 'geen vroege stand'
        end as status,
        coalesce(aantal_nu.aantal, 0) as aantal,
        coalesce(aantal_basis.aantal, 0) as basis
    from met_status as nu
    left join met_status as basis
        on basis.doel_id = nu.doel_id
        and basis.gebied_code = nu.gebied_code
        and basis.jaar = case nu.toets when 'verandering' then nu.jaar - 1 else nu.basisjaar end
    left join geteld as aantal_nu
        on aantal_nu.doel_id = nu.doel_id
        and aantal_nu.gebied_code = nu.gebied_code
        and aantal_nu.jaar = nu.jaar
    left join geteld as aantal_basis
        on aantal_basis.doel_id = basis.doel_id
        and aantal_basis.gebied_code = basis.gebied_code
        and aantal_basis.jaar = basis.jaar
)

select
    doel_id,
    gebied_code,
    jaar,
    status as gelijke_leeftijd,
    case when status = 'vergeleken' then dag end as gelezen_op,
    case when status = 'vergeleken' then basis_dag end as basis_gelezen_op,
    case
        when status <> 'vergeleken' then null
        when toets = 'verandering' then 100.0 * (aantal - basis) / nullif(basis, 0)
        else aantal::double
    end as waarde_gelijke_leeftijd,
    case when status = 'vergeleken' then cast(basis as bigint) end as basis_gelijke_leeftijd
from paren
