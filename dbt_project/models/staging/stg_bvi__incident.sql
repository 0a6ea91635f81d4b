-- grain: one row per incident per delivery in which it stands (a sighting)
-- key: levering_id, regel
-- identifiers become pseudonyms here, the address becomes a 100 metre square; neither is seen beyond this model
-- the counting rule of this run says which moment an incident counts at
with recursive regel as (
    select telregels.teldatum
    from {{ ref('stg_run') }} as run
    inner join {{ ref('telregels') }} as telregels using (telregel_id)
),

gelezen as (
    select
        bvi.*,
        {{ teldatum('regel.teldatum', 'bvi') }} as teldatum,
        lev.peilmoment,
        lev.volgorde,
        -- wijk and buurt are those of the year the delivery says, else of the year in which it was made
        coalesce(lev.indeling_jaar, cast(year(lev.peilmoment) as integer)) as buurt_jaar
    from {{ source('raw', 'bvi_incidenten') }} as bvi
    inner join {{ ref('stg_levering') }} as lev using (levering_id)
    cross join regel
),

sleutels as (
    select
        incident_id,
        {{ pseudoniem('incident_id') }} as pseudoniem
    from (select distinct incident_id from gelezen)
),

registraties as (
    select
        bronregistratie,
        {{ pseudoniem('bronregistratie') }} as registratie_pseudoniem
    from (select distinct bronregistratie from gelezen where bronregistratie is not null)
),

genoemd as (
    select
        namen.gemeente,
        coalesce(alias.gebied_code, 'GM0000') as gebied_code
    from (select distinct gemeente from gelezen) as namen
    left join {{ ref('stg_gebied_alias') }} as alias
        on alias.naam_kern = {{ naam_kern('namen.gemeente') }}
        -- Utrecht (PV) is not Utrecht (gemeente)
        and alias.gebied_type = {{ soort_uit_titel('namen.gemeente') }}
        and alias.gebied_type = 'gemeente'
),

-- what became of a gemeente, step by step; one that was divided over several cannot be followed
opvolging as (
    select oude_code as gebied_code, nieuwe_code as naar_code, ingang as van, 1 as stappen
    from {{ ref('herindelingen') }}
    where gewicht = 1
    union all
    select opvolging.gebied_code, stap.nieuwe_code, stap.ingang, opvolging.stappen + 1
    from opvolging
    inner join {{ ref('herindelingen') }} as stap
        on stap.oude_code = opvolging.naar_code and stap.gewicht = 1 and stap.ingang >= opvolging.van
),

-- systems keep old names for years: the gemeente is the one that held on the counting date
gemeenten as (
    select
        gemeente,
        gebied_code,
        van,
        lead(van, 1, date 'infinity') over (partition by gemeente order by van, stappen) as tot
    from (
        select gemeente, gebied_code, date '-infinity' as van, 0 as stappen from genoemd
        union all
        select genoemd.gemeente, opvolging.naar_code as gebied_code, opvolging.van, opvolging.stappen
        from genoemd
        inner join opvolging using (gebied_code)
    )
)

select
    gelezen.levering_id,
    gelezen.regel,
    gelezen.peilmoment,
    gelezen.volgorde,
    sleutels.pseudoniem,
    registraties.registratie_pseudoniem,
    upper(gelezen.mk_code) as mk_code,
    gemeenten.gebied_code,
    gelezen.gemeente as gemeente_geleverd,
    gelezen.provincie as provincie_geleverd,
    gelezen.basisteam,
    gelezen.wijk,
    gelezen.buurt,
    gelezen.buurt_jaar,
    gelezen.begin_pleegtijd,
    gelezen.eind_pleegtijd,
    gelezen.kennisname_tijd,
    gelezen.teldatum,
    gelezen.poging,
    gelezen.aangifte,
    gelezen.verdachten,
    gelezen.aanhoudingen,
    gelezen.opgehelderd,
    gelezen.object,
    case when gelezen.x between 1 and 300000 then cast(floor(gelezen.x / 100) as integer) end as cel_x,
    case when gelezen.y between 300000 and 650000 then cast(floor(gelezen.y / 100) as integer) end as cel_y,
    coalesce(gelezen.eind_pleegtijd < gelezen.begin_pleegtijd, false) as eind_voor_begin,
    coalesce(gelezen.kennisname_tijd < gelezen.eind_pleegtijd, false) as kennis_voor_eind
from gelezen
inner join sleutels using (incident_id)
left join registraties using (bronregistratie)
inner join gemeenten
    on gemeenten.gemeente is not distinct from gelezen.gemeente
    and coalesce(gelezen.teldatum, date '-infinity') >= gemeenten.van
    and coalesce(gelezen.teldatum, date '-infinity') < gemeenten.tot
