-- grain: one row per indicator, source, area, year and denominator that exists: count, denominator, size class
-- key: indicator_id, bron, gebied_code, jaar, noemer_soort
-- counts in the borders of their source, denominators in those of the year: bridged forward before they meet
with tellingen as (
    select
        telling.indicator_id,
        telling.bron,
        telling.gebied_code,
        gebied.gebied_type,
        telling.jaar,
        telling.aantal,
        cast(coalesce(open_telling.indeling_jaar, run.indeling_jaar) as integer) as indeling_jaar
    from {{ ref('int_jaarwaarde') }} as telling
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    left join {{ ref('int_telling_open') }} as open_telling
        on telling.bron = 'politie_47018ned'
        and open_telling.indicator_id = telling.indicator_id
        and open_telling.gebied_code = telling.gebied_code
        and open_telling.jaar = telling.jaar
    cross join {{ ref('stg_run') }} as run
    cross join {{ ref('strategie') }} as strategie
    where gebied.gebied_type in ('gemeente', 'district', 'eenheid') and gebied.eenheid_code = strategie.eenheid_code
),

noemers as (
    select gebied_code, jaar, 'inwoners' as noemer_soort, inwoners as aantal
    from {{ ref('int_inwoners') }}
    where gebied_code like 'GM%'
    union all
    select gebied_code, jaar, 'woningen' as noemer_soort, woningen as aantal
    from {{ ref('woningen') }}
),

gebrugd as (
    select keten.indeling_jaar, keten.naar_code as gebied_code, noemers.jaar, noemers.noemer_soort, sum(noemers.aantal) as aantal
    from noemers
    inner join {{ ref('int_gebied_keten') }} as keten using (gebied_code)
    group by all
),

alle as (
    select * from gebrugd
    union all by name
    select gebrugd.indeling_jaar, boven.boven_code as gebied_code, gebrugd.jaar, gebrugd.noemer_soort, sum(gebrugd.aantal) as aantal
    from gebrugd
    inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
    group by all
)

select
    telling.indicator_id,
    telling.bron,
    telling.gebied_code,
    telling.gebied_type,
    telling.jaar,
    noemer.noemer_soort,
    cast(telling.aantal as bigint) as aantal,
    cast(noemer.aantal as bigint) as noemer,
    telling.indeling_jaar,
    case
        when telling.gebied_type <> 'gemeente' or inwoners.aantal is null then null
        when inwoners.aantal < 20000 then 'minder dan 20.000'
        when inwoners.aantal < 50000 then '20.000 tot 50.000'
        when inwoners.aantal < 100000 then '50.000 tot 100.000'
        else '100.000 of meer'
    end as grootteklasse
from tellingen as telling
inner join alle as noemer
    on noemer.gebied_code = telling.gebied_code
    and noemer.jaar = telling.jaar
    and noemer.indeling_jaar = telling.indeling_jaar
left join gebrugd as inwoners
    on inwoners.noemer_soort = 'inwoners'
    and inwoners.gebied_code = telling.gebied_code
    and inwoners.jaar = telling.jaar
    and inwoners.indeling_jaar = telling.indeling_jaar
-- a dwelling is what a burglary is a rate of; for everything else it is people
where noemer.aantal > 0 and (noemer.noemer_soort = 'inwoners' or telling.indicator_id like 'woning%')
