-- grain: one row per gemeente of the unit and VNG category or theme that the survey asks about: the newest wave
-- key: gebied_code, onderwerp_code
-- the smallest area around the gemeente with enough respondents: itself or its basisteam over three waves, else its
-- district in the newest; unfavourable when the whole interval lies on the wrong side of the unit's own value
with run as (
    select indeling_jaar, minimum_n from {{ ref('stg_run') }}
),

eenheid as (
    select eenheid_code from {{ ref('strategie') }}
),

-- a published table leads where microdata give the same figure
cijfers as (
    select
        cijfer.indicator_id,
        cijfer.gebied_code,
        cijfer.jaar as golf,
        cijfer.waarde,
        cijfer.ondergrens,
        cijfer.bovengrens
    from {{ ref('int_interval') }} as cijfer
    cross join run
    where
        cijfer.interval_soort in ('enquete', 'gepubliceerd')
        and cijfer.waarde is not null
        and cijfer.ondergrens is not null
        and (cijfer.interval_soort = 'gepubliceerd' or cijfer.n_ongewogen >= run.minimum_n)
    qualify row_number() over (
        partition by cijfer.indicator_id, cijfer.gebied_code, cijfer.jaar
        order by cijfer.interval_soort = 'gepubliceerd' desc, cijfer.bron
    ) = 1
),

-- the newest waves that the unit has a figure of, the newest first
golven as (
    select
        indicator_id,
        jaar as golf,
        row_number() over (partition by indicator_id order by jaar desc) as volgnummer
    from (select indicator_id, golf as jaar from cijfers where gebied_code = (select eenheid_code from eenheid))
    qualify volgnummer <= 3
),

gemeenten as (
    select keten.gebied_code, gebied.district_code
    from {{ ref('int_gebied_keten') }} as keten
    inner join run using (indeling_jaar)
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = keten.gebied_code
    where keten.naar_code = keten.gebied_code and gebied.eenheid_code = (select eenheid_code from eenheid)
),

-- asked in the borders of the wave: a gemeente that has grown since is another one
zelfde as (
    select golven.golf, keten.naar_code as gebied_code, max(keten.gebied_code) as toen_code
    from (select distinct golf from golven) as golven
    cross join run
    inner join {{ ref('int_gebied_keten') }} as keten on keten.indeling_jaar = run.indeling_jaar
    inner join {{ ref('int_gebied_keten') }} as toen
        on toen.gebied_code = keten.gebied_code
        and toen.naar_code = keten.gebied_code
        and toen.indeling_jaar = {{ grenzen_van('golven.golf') }}
    group by golven.golf, keten.naar_code
    having count(*) = 1
),

gebieden as (
    select golf, gebied_code, toen_code as enquete_gebied_code, 'gemeente' as enquete_niveau, 1 as volgorde
    from zelfde
    union all
    select golven.golf, indeling.gebied_code, indeling.basisteam_code, 'basisteam', 2
    from (select distinct golf from golven) as golven
    inner join {{ ref('int_basisteam_indeling') }} as indeling
        on indeling.wijk is null
        and indeling.basisteam_code is not null
        and indeling.van <= make_date(golven.golf, 12, 31)
        and coalesce(indeling.tot, date '9999-12-31') >= make_date(golven.golf, 12, 31)
    union all
    select golven.golf, gemeenten.gebied_code, gemeenten.district_code, 'district', 3
    from (select distinct golf from golven) as golven
    cross join gemeenten
),

-- figures of an area and of the unit beside it, wave by wave; below district level only three waves together count
gemiddeld as (
    select
        gebieden.gebied_code,
        vraag.vng_code as onderwerp_code,
        vraag.indicator_id,
        max(golven.golf) as golf,
        cast(count(*) as integer) as golven,
        max(gebieden.enquete_gebied_code) as enquete_gebied_code,
        gebieden.enquete_niveau,
        gebieden.volgorde,
        avg({{ vast('cijfers.waarde') }}) as waarde,
        -- the mean of independent samples: half the printed width of each, squared and added up
        avg({{ vast('cijfers.waarde') }})
            - sqrt(sum({{ vast('pow(cijfers.waarde - cijfers.ondergrens, 2)') }})) / count(*) as ondergrens,
        avg({{ vast('cijfers.waarde') }})
            + sqrt(sum({{ vast('pow(cijfers.bovengrens - cijfers.waarde, 2)') }})) / count(*) as bovengrens,
        avg({{ vast('heel.waarde') }}) as eenheid_waarde
    from {{ ref('onderwerp_enquete') }} as vraag
    inner join golven using (indicator_id)
    inner join gebieden
        on gebieden.golf = golven.golf
        and (gebieden.enquete_niveau <> 'district' or golven.volgnummer = 1)
    inner join cijfers as heel
        on heel.indicator_id = vraag.indicator_id
        and heel.golf = golven.golf
        and heel.gebied_code = (select eenheid_code from eenheid)
    inner join cijfers
        on cijfers.indicator_id = vraag.indicator_id
        and cijfers.golf = golven.golf
        and cijfers.gebied_code = gebieden.enquete_gebied_code
    group by gebieden.gebied_code, vraag.vng_code, vraag.indicator_id, gebieden.enquete_niveau, gebieden.volgorde
    having
        count(distinct gebieden.enquete_gebied_code) = 1
        and (count(*) = 3 or gebieden.enquete_niveau = 'district')
),

gekozen as (
    select gemiddeld.*, definitie.richting
    from gemiddeld
    inner join gemeenten using (gebied_code)
    inner join {{ ref('indicator_definities') }} as definitie using (indicator_id)
    qualify row_number() over (partition by gebied_code, onderwerp_code order by volgorde) = 1
)

select
    * exclude (richting, volgorde),
    case
        when ondergrens > eenheid_waarde then case richting when 'dalend' then 'ongunstig' else 'gunstig' end
        when bovengrens < eenheid_waarde then case richting when 'dalend' then 'gunstig' else 'ongunstig' end
        else 'gemiddeld'
    end as enquetebeeld
from gekozen
