-- grain: one row per indicator, area (unit, district), year and day of a delivery: 47018NED as published then
-- key: indicator_id, gebied_code, jaar, bekend_op
-- as int_telling_open at the last of these days; only totals are published, so nobody can say why one moved
with dagen as (
    select distinct cast(peilmoment as date) as bekend_op
    from {{ ref('stg_levering') }}
    where bron = 'politie_47018ned'
),

gevraagd as (
    select
        indicator_id,
        code as inp_code,
        count(*) over (partition by indicator_id) as codes_nodig
    from {{ ref('indicator_codes') }}
    where stelsel = 'inp'
),

stand as (
    select
        dagen.bekend_op,
        cijfer.inp_code,
        cijfer.gebied_code,
        cijfer.jaar,
        cijfer.aantal
    from {{ ref('stg_politie__misdrijf') }} as cijfer
    inner join dagen on dagen.bekend_op >= cast(cijfer.peilmoment as date)
    where cijfer.inp_code in (select inp_code from gevraagd)
    qualify row_number() over (
        partition by dagen.bekend_op, cijfer.inp_code, cijfer.gebied_code, cijfer.jaar
        order by cijfer.peilmoment desc, cijfer.volgorde desc, cijfer.regel desc
    ) = 1
),

gemeenten as (
    select
        gevraagd.indicator_id,
        stand.gebied_code,
        stand.jaar,
        stand.bekend_op,
        sum(stand.aantal) as aantal
    from stand
    inner join gevraagd using (inp_code)
    where stand.aantal is not null and stand.gebied_code like 'GM%'
    group by all
    having count(*) = any_value(gevraagd.codes_nodig)
)

select
    gemeenten.indicator_id,
    boven.boven_code as gebied_code,
    gemeenten.jaar,
    gemeenten.bekend_op,
    cast(sum(gemeenten.aantal) as bigint) as aantal
from gemeenten
inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
where
    boven.boven_code in (
        select gebied_code from {{ ref('int_gebied') }}
        where eenheid_code = (select eenheid_code from {{ ref('strategie') }})
    )
group by all
