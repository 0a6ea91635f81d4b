-- grain: one row per basisteam, year, day of the week and hour
-- key: basisteam_code, jaar, weekdag, uur
with frame as (
    select
        team.basisteam_code,
        team.jaar,
        cast(dagen.weekdag as integer) as weekdag,
        cast(uren.uur as integer) as uur
    from (select distinct basisteam_code, jaar from {{ ref('int_inbraak_uur') }}) as team
    cross join lateral generate_series(1, 7) as dagen(weekdag)
    cross join lateral generate_series(0, 23) as uren(uur)
),

delen as (
    select
        basisteam_code,
        jaar,
        weekdag,
        uur,
        sum(delen) filter (where tijd_soort = 'tot een dag') as kort,
        sum(delen) filter (where tijd_soort = 'langer') as lang
    from {{ ref('int_inbraak_uur') }}
    group by all
)

select
    frame.basisteam_code,
    frame.jaar,
    frame.weekdag,
    frame.uur,
    cast({{ miljoensten('delen.kort') }} as double) as gewicht,
    cast({{ miljoensten('delen.lang') }} as double) as gewicht_langer
from frame
left join delen using (basisteam_code, jaar, weekdag, uur)
