-- grain: one row per gemeente or wijk, and period in which the same basisteams have it
-- key: gebied_code, wijk, van
-- wijk null: the whole gemeente; basisteam_code null: more than one team has it, and nobody says which part is whose
with stand as (
    {{ laatste_stand(
        ref('stg_politie__basisteam_indeling'),
        ['gebied_code', 'wijk', 'basisteam_code', 'geldig_van'],
        ['gebied_code'],
    ) }}
),

geldig as (
    select gebied_code, wijk, basisteam_code, geldig_van, coalesce(geldig_tot, date '9999-12-30') as geldig_tot
    from stand
    where gebied_code is not null and basisteam_code is not null
),

-- periods do not overlap: each begins where something changes
grenzen as (
    select gebied_code, wijk, geldig_van as van from geldig
    union
    select gebied_code, wijk, geldig_tot + 1 as van from geldig
),

stukken as (
    select
        gebied_code,
        wijk,
        van,
        lead(van) over (partition by gebied_code, wijk order by van) - 1 as tot
    from grenzen
)

select
    stukken.gebied_code,
    stukken.wijk,
    cast(stukken.van as date) as van,
    nullif(cast(stukken.tot as date), date '9999-12-30') as tot,
    case when count(distinct geldig.basisteam_code) = 1 then min(geldig.basisteam_code) end as basisteam_code,
    list_sort(list(distinct geldig.basisteam_code)) as teams
from stukken
inner join geldig
    on geldig.gebied_code = stukken.gebied_code
    and geldig.wijk is not distinct from stukken.wijk
    and geldig.geldig_van <= stukken.van
    and geldig.geldig_tot >= stukken.tot
group by stukken.gebied_code, stukken.wijk, stukken.van, stukken.tot
