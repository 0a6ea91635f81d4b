-- grain: one row per indicator, area and period (year; three years below district level), from incidents
-- key: indicator_id, gebied_code, periode_id
with geteld as (
    select
        codes.indicator_id,
        maand.gebied_code,
        maand.basisteam,
        cast(year(maand.maand) as integer) as jaar,
        sum(maand.aantal) as aantal,
        sum(maand.verdachten) as verdachten,
        -- what comes in one month does not make up for what goes in another: both are still to happen
        sum(maand.aantal * greatest(coalesce(verwachting.verandering, 0), 0)) as aanvulling,
        sum(maand.aantal * greatest(coalesce(-verwachting.verandering, 0), 0)) as afname
    from {{ ref('int_incident_maand') }} as maand
    inner join {{ ref('indicator_codes') }} as codes on codes.stelsel = 'mk' and codes.code = maand.mk_code
    left join {{ ref('int_verwachting') }} as verwachting
        on verwachting.indicator_id = codes.indicator_id and verwachting.maand = maand.maand
    group by all
),

-- of a year it is known what to expect when it is of each of its months
jaar_verwacht as (
    select indicator_id, cast(year(maand) as integer) as jaar
    from {{ ref('int_verwachting') }}
    group by all
    having count(*) = count(verandering)
),

binnen as (
    select geteld.*
    from geteld
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    where gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
),

per_gebied as (
    select
        binnen.indicator_id,
        boven.boven_code as gebied_code,
        boven.niveau,
        binnen.jaar,
        binnen.aantal,
        binnen.verdachten,
        binnen.aanvulling,
        binnen.afname
    from binnen
    inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
    union all
    select
        binnen.indicator_id,
        keten.naar_code as gebied_code,
        'gemeente' as niveau,
        binnen.jaar,
        binnen.aantal,
        binnen.verdachten,
        binnen.aanvulling,
        binnen.afname
    from binnen
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.gebied_code = binnen.gebied_code
        and keten.indeling_jaar = (select indeling_jaar from {{ ref('stg_run') }})
    union all
    select indicator_id, basisteam as gebied_code, 'basisteam' as niveau, jaar, aantal, verdachten,
        aanvulling, afname
    from binnen
    where basisteam is not null
),

-- the column is optional: where no incident of a year names its team, nothing is known of teams
jaren_met_team as (
    select distinct cast(year(maand.maand) as integer) as jaar
    from {{ ref('int_incident_maand') }} as maand
    inner join {{ ref('int_gebied') }} as teams on teams.gebied_code = maand.basisteam
    where maand.aantal > 0 and teams.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
),

-- a covered year without an incident counts zero; a year that is not covered has no row at all
jaren as (
    select
        dekking.indicator_id,
        dekking.gebied_code,
        gebied.gebied_type as niveau,
        dekking.jaar,
        coalesce(sum(per_gebied.aantal), 0) as aantal,
        coalesce(sum(per_gebied.verdachten), 0) as verdachten,
        case when count(verwacht.jaar) > 0 then coalesce(sum(per_gebied.aanvulling), 0) end as aanvulling,
        case when count(verwacht.jaar) > 0 then coalesce(sum(per_gebied.afname), 0) end as afname
    from {{ ref('int_dekking_jaar') }} as dekking
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    left join per_gebied using (indicator_id, gebied_code, jaar)
    left join jaar_verwacht as verwacht
        on verwacht.indicator_id = dekking.indicator_id and verwacht.jaar = dekking.jaar
    group by all
    union all
    -- a basisteam is covered when the unit is: which gemeenten it has is not public
    select
        dekking.indicator_id,
        teams.gebied_code,
        'basisteam' as niveau,
        dekking.jaar,
        coalesce(sum(per_gebied.aantal), 0) as aantal,
        coalesce(sum(per_gebied.verdachten), 0) as verdachten,
        case when count(verwacht.jaar) > 0 then coalesce(sum(per_gebied.aanvulling), 0) end as aanvulling,
        case when count(verwacht.jaar) > 0 then coalesce(sum(per_gebied.afname), 0) end as afname
    from {{ ref('int_dekking_jaar') }} as dekking
    inner join {{ ref('int_gebied') }} as teams
        on teams.gebied_type = 'basisteam' and teams.eenheid_code = dekking.gebied_code
    inner join jaren_met_team using (jaar)
    left join per_gebied
        on per_gebied.indicator_id = dekking.indicator_id
        and per_gebied.gebied_code = teams.gebied_code
        and per_gebied.jaar = dekking.jaar
    left join jaar_verwacht as verwacht
        on verwacht.indicator_id = dekking.indicator_id and verwacht.jaar = dekking.jaar
    where dekking.gebied_code = (select eenheid_code from {{ ref('strategie') }})
    group by all
),

drie_jaren as (
    select
        laatste.indicator_id,
        laatste.gebied_code,
        laatste.niveau,
        laatste.jaar,
        sum(stuk.aantal) as aantal,
        sum(stuk.verdachten) as verdachten,
        case when count(stuk.aanvulling) = 3 then sum(stuk.aanvulling) end as aanvulling,
        case when count(stuk.afname) = 3 then sum(stuk.afname) end as afname
    from jaren as laatste
    inner join jaren as stuk
        on stuk.indicator_id = laatste.indicator_id
        and stuk.gebied_code = laatste.gebied_code
        and stuk.jaar between laatste.jaar - 2 and laatste.jaar
    where laatste.niveau in ('gemeente', 'basisteam')
    group by all
    having count(*) = 3
)

select * replace (aanvulling::double as aanvulling, afname::double as afname),
    cast(jaar as varchar) as periode_id, jaar as van_jaar
from jaren
union all by name
select * replace (aanvulling::double as aanvulling, afname::double as afname),
    (jaar - 2) || '-' || jaar as periode_id, jaar - 2 as van_jaar
from drie_jaren
