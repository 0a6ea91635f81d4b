-- grain: one row per incident per delivery in which it stands (a sighting)
-- key: levering_id, regel
-- identifiers become pseudonyms here, the address becomes a 100 metre square; neither is seen beyond this model
with gelezen as (
    select
        bvi.*,
        lev.peilmoment,
        lev.volgorde
    from {{ source('raw', 'bvi_incidenten') }} as bvi
    inner join {{ ref('stg_levering') }} as lev using (levering_id)
),

-- the counting rule of this run says which moment an incident counts at
regel as (
    select telregels.teldatum
    from {{ ref('stg_run') }} as run
    inner join {{ ref('telregels') }} as telregels using (telregel_id)
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

gemeenten as (
    select
        namen.gemeente,
        alias.gebied_code
    from (select distinct gemeente from gelezen) as namen
    left join {{ ref('stg_gebied_alias') }} as alias
        on alias.naam_kern = {{ naam_kern('namen.gemeente') }} and alias.gebied_type = 'gemeente'
)

select
    gelezen.levering_id,
    gelezen.regel,
    gelezen.peilmoment,
    gelezen.volgorde,
    sleutels.pseudoniem,
    registraties.registratie_pseudoniem,
    upper(gelezen.mk_code) as mk_code,
    coalesce(gemeenten.gebied_code, 'GM0000') as gebied_code,
    gelezen.gemeente as gemeente_geleverd,
    gelezen.provincie as provincie_geleverd,
    gelezen.basisteam,
    gelezen.wijk,
    gelezen.buurt,
    gelezen.begin_pleegtijd,
    gelezen.eind_pleegtijd,
    gelezen.kennisname_tijd,
    {{ teldatum('regel.teldatum', 'gelezen') }} as teldatum,
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
cross join regel
inner join sleutels using (incident_id)
left join registraties using (bronregistratie)
left join gemeenten on gemeenten.gemeente is not distinct from gelezen.gemeente
