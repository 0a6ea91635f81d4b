-- grain: one row per indicator, area (unit, district), counting month and day on which the count became another
-- key: indicator_id, gebied_code, maand, bekend_op
-- the sum up to a day is the count as it was known at the end of that day: every version counts from the day it
-- holds until the day that the next one does
with regel as (
    select telregels.pogingen = 'uitgesloten' as zonder_pogingen
    from {{ ref('stg_run') }} as run
    inner join {{ ref('telregels') }} as telregels using (telregel_id)
),

gevraagd as (
    select distinct code as mk_code from {{ ref('indicator_codes') }} where stelsel = 'mk'
),

gemeenten as (
    select gebied_code
    from {{ ref('int_gebied') }}
    where gebied_type = 'gemeente' and eenheid_code = (select eenheid_code from {{ ref('strategie') }})
),

versies as (
    select
        versie.mk_code,
        versie.gebied_code,
        cast(date_trunc('month', versie.teldatum) as date) as maand,
        cast(versie.geldig_vanaf as date) as van,
        cast(versie.geldig_tot as date) as tot,
        count(*) as aantal
    from {{ ref('int_incident_versie') }} as versie
    inner join gevraagd using (mk_code)
    inner join gemeenten using (gebied_code)
    cross join regel
    where {{ telt('versie', 'regel.zonder_pogingen') }}
    group by all
),

stappen as (
    select mk_code, gebied_code, maand, van as bekend_op, aantal from versies
    union all
    select mk_code, gebied_code, maand, tot as bekend_op, -aantal as aantal from versies where tot is not null
)

select
    codes.indicator_id,
    boven.boven_code as gebied_code,
    stappen.maand,
    stappen.bekend_op,
    cast(sum(stappen.aantal) as bigint) as verandering
from stappen
inner join {{ ref('indicator_codes') }} as codes on codes.stelsel = 'mk' and codes.code = stappen.mk_code
inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
group by all
having sum(stappen.aantal) <> 0
