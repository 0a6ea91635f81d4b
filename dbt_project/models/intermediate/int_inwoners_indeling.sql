-- grain: one row per gemeente of the unit and year, in the borders of the run
-- key: gebied_code, jaar
-- inhabitants come in the borders of their year, counts in those of the run: this is where they may meet. A gemeente
-- that had merged by then has no number of its own: inwoners null.
with run as (
    select indeling_jaar from {{ ref('stg_run') }}
),

geleverd as (
    select
        inwoners.gebied_code,
        inwoners.jaar,
        inwoners.inwoners,
        {{ grenzen_van('inwoners.jaar') }} as grenzen
    from {{ ref('int_inwoners') }} as inwoners
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    where
        gebied.gebied_type = 'gemeente'
        and gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
),

jaren as (
    select distinct jaar, grenzen from geleverd
),

-- those that existed on the first of January, in the borders asked for
gevraagd as (
    select keten.gebied_code
    from {{ ref('int_gebied_keten') }} as keten
    inner join run using (indeling_jaar)
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = keten.gebied_code
    where
        keten.naar_code = keten.gebied_code
        and gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
),

-- later years: with how many the gemeente is one by then
later as (
    select
        jaren.jaar,
        gevraagd.gebied_code,
        keten.naar_code as toen_code,
        count(*) over (partition by jaren.jaar, keten.naar_code) as leden
    from jaren
    cross join run
    cross join gevraagd
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.gebied_code = gevraagd.gebied_code and keten.indeling_jaar = jaren.grenzen
    where jaren.grenzen > run.indeling_jaar
),

-- earlier years: the parts that there were
eerder as (
    select jaren.jaar, keten.naar_code as gebied_code, keten.gebied_code as toen_code
    from jaren
    cross join run
    inner join {{ ref('int_gebied_keten') }} as keten on keten.indeling_jaar = run.indeling_jaar
    inner join gevraagd on gevraagd.gebied_code = keten.naar_code
    inner join {{ ref('int_gebied_keten') }} as toen
        on toen.gebied_code = keten.gebied_code
        and toen.naar_code = keten.gebied_code
        and toen.indeling_jaar = jaren.grenzen
    where jaren.grenzen <= run.indeling_jaar
),

delen as (
    select jaar, gebied_code, toen_code, leden from later
    union all
    select jaar, gebied_code, toen_code, 1 as leden from eerder
)

select
    delen.gebied_code,
    delen.jaar,
    (select cast(indeling_jaar as integer) from run) as indeling_jaar,
    case
        when max(delen.leden) = 1 and count(geleverd.inwoners) = count(*) then cast(sum(geleverd.inwoners) as bigint)
    end as inwoners,
    cast(count(*) as integer) as delen,
    case
        when max(delen.leden) > 1 then 'gemeente_opgegaan'
        when count(geleverd.inwoners) < count(*) then 'dekking_onvolledig'
    end as reden_code
from delen
left join geleverd on geleverd.gebied_code = delen.toen_code and geleverd.jaar = delen.jaar
group by delen.gebied_code, delen.jaar
