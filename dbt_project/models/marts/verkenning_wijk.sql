-- grain: one row per basisteam, year, gemeente and wijk of that year
-- key: basisteam_code, jaar, gebied_code, wijk_nr
-- a wijk is only that of its own year, so wijken are compared within a year and never followed
with wijken as (
    select
        basisteam_code,
        jaar,
        gebied_code,
        coalesce(wijk_nr, 'onbekend') as wijk_nr,
        count(*) as aantal,
        count(*) filter (where poging) as pogingen
    from {{ ref('int_inbraak') }}
    group by all
),

-- the burglaries of a team whose wijk is known: a wijk is hot by its part of these
bekend as (
    select
        *,
        rank() over (partition by basisteam_code, jaar order by aantal desc) as rang,
        count(*) over (partition by basisteam_code, jaar) as wijken,
        sum(aantal) over (partition by basisteam_code, jaar) as team_aantal,
        -- all wijken with more: those with the same number are hot together or not at all
        coalesce(sum(aantal) over (
            partition by basisteam_code, jaar order by aantal desc
            range between unbounded preceding and current row
        ), 0) as tot_en_met
    from wijken
    where wijk_nr <> 'onbekend' and basisteam_code <> 'onbekend'
),

beoordeeld as (
    select
        *,
        tot_en_met - aantal * count(*) over (partition by basisteam_code, jaar, rang) as ervoor
    from bekend
)

select
    wijken.basisteam_code,
    wijken.jaar,
    wijken.gebied_code,
    wijken.wijk_nr,
    cast(wijken.aantal as bigint) as aantal,
    cast(wijken.pogingen as bigint) as pogingen,
    cast(beoordeeld.rang as integer) as rang,
    case
        when beoordeeld.rang is null then 'wijk of basisteam onbekend'
        when beoordeeld.team_aantal < 20 or beoordeeld.aantal < 5 then 'te weinig inbraken'
        -- the fewest wijken that together hold a quarter
        when 4 * beoordeeld.ervoor < beoordeeld.team_aantal then 'hot'
        else 'niet hot'
    end as wijk_status,
    cast(beoordeeld.team_aantal as bigint) as team_aantal,
    cast(beoordeeld.wijken as integer) as wijken
from wijken
left join beoordeeld using (basisteam_code, jaar, gebied_code, wijk_nr)
