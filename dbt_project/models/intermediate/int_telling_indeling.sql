-- grain: one row per indicator, area and year of 47018NED, gemeenten of the unit in the borders of the run
-- key: indicator_id, gebied_code, jaar
-- delivered in older borders: parts are added up; in later ones: only a gemeente that did not merge since has a figure,
-- aantal null where it did. Without a year in the note beside the delivery its gemeenten stay what they are called.
with run as (
    select indeling_jaar from {{ ref('stg_run') }}
),

-- of the rest of the country the mergers are not all known: its gemeenten stay as delivered
cijfers as (
    select
        cijfer.*,
        coalesce(gebied.gebied_type = 'gemeente' and gebied.eenheid_code = strategie.eenheid_code, false) as gemeente
    from {{ ref('int_telling_open') }} as cijfer
    cross join {{ ref('strategie') }} as strategie
    left join {{ ref('int_gebied') }} as gebied using (gebied_code)
),

grenzen as (
    select distinct cijfers.indeling_jaar, run.indeling_jaar as gevraagd
    from cijfers
    cross join run
    where cijfers.gemeente and cijfers.indeling_jaar is not null
),

-- which gemeente of the delivered borders holds which of those asked for, both as they were on the first of January
delen as (
    select grenzen.indeling_jaar, keten.gebied_code as geleverd_code, keten.naar_code as gebied_code, 1 as leden
    from grenzen
    inner join {{ ref('int_gebied_keten') }} as keten on keten.indeling_jaar = grenzen.gevraagd
    inner join {{ ref('int_gebied_keten') }} as zelf
        on zelf.gebied_code = keten.gebied_code
        and zelf.naar_code = keten.gebied_code
        and zelf.indeling_jaar = {{ grenzen_van('grenzen.indeling_jaar') }}
    where grenzen.indeling_jaar <= grenzen.gevraagd
    union all
    select
        grenzen.indeling_jaar,
        keten.naar_code as geleverd_code,
        keten.gebied_code,
        count(*) over (partition by grenzen.indeling_jaar, keten.naar_code) as leden
    from grenzen
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.indeling_jaar = {{ grenzen_van('grenzen.indeling_jaar') }}
    inner join {{ ref('int_gebied_keten') }} as zelf
        on zelf.gebied_code = keten.gebied_code
        and zelf.naar_code = keten.gebied_code
        and zelf.indeling_jaar = grenzen.gevraagd
    where grenzen.indeling_jaar > grenzen.gevraagd
),

-- a sum of parts is a figure when all parts are there
gemeenten as (
    select
        reeks.indicator_id,
        delen.gebied_code,
        reeks.jaar,
        any_value(grenzen.gevraagd) as indeling_jaar,
        case
            when count(cijfers.aantal) = count(*) and max(delen.leden) = 1 then cast(sum(cijfers.aantal) as bigint)
        end as aantal,
        max(delen.leden) > 1 as opgegaan
    from (select distinct indicator_id, jaar, indeling_jaar from cijfers where gemeente) as reeks
    inner join grenzen using (indeling_jaar)
    inner join delen using (indeling_jaar)
    left join cijfers
        on cijfers.gemeente
        and cijfers.indicator_id = reeks.indicator_id
        and cijfers.jaar = reeks.jaar
        and cijfers.indeling_jaar = reeks.indeling_jaar
        and cijfers.gebied_code = delen.geleverd_code
    group by reeks.indicator_id, delen.gebied_code, reeks.jaar
    -- where nothing was delivered of, nothing is missing
    having count(cijfers.aantal) > 0
)

select indicator_id, gebied_code, jaar, indeling_jaar, aantal, opgegaan from gemeenten
union all
select indicator_id, gebied_code, jaar, indeling_jaar, cast(aantal as bigint) as aantal, false as opgegaan
from cijfers
where not gemeente or indeling_jaar is null
