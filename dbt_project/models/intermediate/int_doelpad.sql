-- grain: one row per target, path variant and year in which the path has a value
-- key: doel_id, padvariant, jaar
-- unrounded: the printed path rounds each step, the test should not
with jaren as (
    select
        variant.*,
        jaar
    from {{ ref('padvarianten') }} as variant
    cross join lateral generate_series(variant.eerste_jaar, variant.laatste_jaar) as t(jaar)
),

geteld as (
    select
        jaren.*,
        doel.basiswaarde,
        doel.norm,
        coalesce(jaren.stappen_in_eerste_jaar, 0) + jaren.jaar - jaren.eerste_jaar as stappen
    from jaren
    inner join {{ ref('doelstellingen') }} as doel using (doel_id)
)

select
    doel_id,
    padvariant,
    is_hoofd,
    cast(jaar as integer) as jaar,
    wijze,
    stap,
    cast(case when wijze in ('meetkundig', 'lineair', 'optellend') then stappen end as integer) as stappen,
    case wijze
        when 'constant' then norm
        when 'meetkundig' then basiswaarde * power(1 - stap, stappen)
        when 'lineair' then basiswaarde * (1 - stap * stappen)
        when 'optellend' then basiswaarde + stap * stappen
        when 'relatief' then stap
    end as waarde
from geteld
