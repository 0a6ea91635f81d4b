-- grain: one row per indicator, area and year that the incident deliveries cover whole
-- key: indicator_id, gebied_code, jaar
with gevraagd as (
    select indicator_id, code as mk_code, count(*) over (partition by indicator_id) as codes
    from {{ ref('indicator_codes') }}
    where stelsel = 'mk'
),

-- a month of a gemeente is covered for an indicator when every code of the indicator is
gemeente_maand as (
    select gevraagd.indicator_id, dekking.gebied_code, dekking.maand
    from {{ ref('int_dekking_maand') }} as dekking
    inner join gevraagd using (mk_code)
    group by all
    having count(*) = any_value(gevraagd.codes)
),

-- the gemeenten that must be there: those that existed in that month
bestaand as (
    select
        gebied.gebied_code,
        boven.boven_code,
        maand.maand
    from {{ ref('int_gebied') }} as gebied
    inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
    inner join (select distinct maand from {{ ref('int_dekking_maand') }}) as maand
        on maand.maand >= coalesce(gebied.geldig_van, date '1900-01-01')
        and maand.maand <= coalesce(gebied.geldig_tot, date '9999-12-31')
),

boven_maand as (
    select
        indicator.indicator_id,
        bestaand.boven_code as gebied_code,
        bestaand.maand
    from bestaand
    cross join (select distinct indicator_id from gevraagd) as indicator
    left join gemeente_maand
        on gemeente_maand.indicator_id = indicator.indicator_id
        and gemeente_maand.gebied_code = bestaand.gebied_code
        and gemeente_maand.maand = bestaand.maand
    group by all
    having count(*) = count(gemeente_maand.maand)
),

-- a gemeente that took in another after the layout of the run is from then on a larger area under the same code;
-- its counts cannot be split back
gegroeid as (
    select nieuwe_code as gebied_code, min(ingang) as sinds
    from {{ ref('herindelingen') }}
    where
        ingang > (select {{ eerste_dag('indeling_jaar') }} from {{ ref('stg_run') }})
        -- under a new name alone it is the gemeente that it was
        and nieuwe_code not in (
            select gebied_code from {{ ref('int_gebied_keten') }}
            where
                indeling_jaar = (select indeling_jaar from {{ ref('stg_run') }})
                and naar_code <> gebied_code
                and naar_code in (select oude_code from {{ ref('herindelingen') }} as stap where stap.nieuwe_code = gebied_code)
        )
    group by nieuwe_code
),

-- a gemeente in the layout of the run is covered when its parts of that month are
gemeente_keten as (
    select
        indicator.indicator_id,
        keten.naar_code as gebied_code,
        bestaand.maand
    from (select distinct gebied_code, maand from bestaand) as bestaand
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.gebied_code = bestaand.gebied_code
        and keten.indeling_jaar = (select indeling_jaar from {{ ref('stg_run') }})
    cross join (select distinct indicator_id from gevraagd) as indicator
    left join gemeente_maand
        on gemeente_maand.indicator_id = indicator.indicator_id
        and gemeente_maand.gebied_code = bestaand.gebied_code
        and gemeente_maand.maand = bestaand.maand
    left join gegroeid on gegroeid.gebied_code = bestaand.gebied_code and gegroeid.sinds <= bestaand.maand
    group by all
    having count(*) = count(gemeente_maand.maand) and count(gegroeid.sinds) = 0
),

maanden as (
    select indicator_id, gebied_code, maand from boven_maand
    union
    select indicator_id, gebied_code, maand from gemeente_keten
)

select
    indicator_id,
    gebied_code,
    cast(year(maand) as integer) as jaar
from maanden
group by all
having count(distinct maand) = 12
