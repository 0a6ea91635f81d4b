-- grain: one row per basisteam, year, kind of span, day of the week and hour in which a burglary may have happened
-- key: basisteam_code, jaar, tijd_soort, weekdag, uur
-- aoristic: each incident is spread over its span in proportion to time, in millionths, so that an incident is a
-- whole number of them and sums of integers equal the count; without length all of it falls in one hour
with vensters as (
    select
        basisteam_code,
        jaar,
        tijd_soort,
        date_trunc('second', begin_pleegtijd) as van,
        date_trunc('second', eind_pleegtijd) as tot,
        date_diff('second', date_trunc('second', begin_pleegtijd), date_trunc('second', eind_pleegtijd)) as duur
    from {{ ref('int_inbraak') }}
    where tijd_soort in ('tot een dag', 'langer')
),

uren as (
    select
        vensters.basisteam_code,
        vensters.jaar,
        vensters.tijd_soort,
        reeks.uur as begin_uur,
        -- what has been handed out at the end of the hour, less what had been at its beginning
        case
            when vensters.duur = 0 then 1000000
            else
                (1000000 * least(vensters.duur, date_diff('second', vensters.van, reeks.uur) + 3600)) // vensters.duur
                - (1000000 * greatest(0, date_diff('second', vensters.van, reeks.uur))) // vensters.duur
        end as delen
    from vensters
    cross join lateral generate_series(date_trunc('hour', vensters.van), vensters.tot, interval 1 hour) as reeks(uur)
)

select
    basisteam_code,
    jaar,
    tijd_soort,
    cast(isodow(begin_uur) as integer) as weekdag,
    cast(hour(begin_uur) as integer) as uur,
    cast(sum(delen) as bigint) as delen
from uren
where delen > 0
group by all
