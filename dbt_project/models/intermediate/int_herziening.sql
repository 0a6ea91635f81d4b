-- grain: one row per indicator, area (unit, district), counting year and as-of moment at which something moved
-- key: indicator_id, gebied_code, jaar, moment_nr
-- from transitions of incidents, not from counts at moments: what an incident was at one moment against what it is
-- at the next gives -1, 0 or +1 to a figure, and one cause, the first that holds in this order: withdrawn, first
-- seen or seen again; class; area; date; counting rule
with regel as (
    select telregels.pogingen = 'uitgesloten' as zonder_pogingen
    from {{ ref('stg_run') }} as run
    inner join {{ ref('telregels') }} as telregels using (telregel_id)
),

eenheid as (
    select eenheid_code from {{ ref('strategie') }}
),

dag_moment as (
    select dagen.dag, min(moment.moment_nr) as moment_nr
    from (select distinct cast(geldig_vanaf as date) as dag from {{ ref('int_incident_versie') }}) as dagen
    inner join {{ ref('int_peilmoment') }} as moment on moment.moment >= dagen.dag
    group by dagen.dag
),

versies as (
    select
        versie.pseudoniem,
        versie.versie,
        dag_moment.moment_nr,
        versie.versie = 1 and versie.geldig_tot is null as onveranderd,
        versie.mk_code as mk,
        versie.gebied_code as gebied,
        versie.gemeente_geleverd as gemeente,
        year(versie.teldatum) as jaar,
        not versie.ingetrokken as bestaat,
        {{ telt('versie', 'regel.zonder_pogingen') }} as telt
    from {{ ref('int_incident_versie') }} as versie
    inner join dag_moment on dag_moment.dag = cast(versie.geldig_vanaf as date)
    cross join regel
),

-- of several versions between two moments only the last is seen; most incidents have but one
standen as (
    select *
    from versies
    where not onveranderd
    qualify lead(moment_nr) over (partition by pseudoniem order by versie) is distinct from moment_nr
),

overgangen as (
    select
        moment_nr,
        mk,
        gebied,
        jaar,
        bestaat,
        telt,
        lag(mk) over eerder as was_mk,
        lag(gebied) over eerder as was_gebied,
        lag(jaar) over eerder as was_jaar,
        coalesce(lag(bestaat) over eerder, false) as was_bestaat,
        coalesce(lag(telt) over eerder, false) as was_telt,
        gemeente is not distinct from lag(gemeente) over eerder as zelfde_naam,
        coalesce(bool_or(bestaat) over (
            partition by pseudoniem order by versie rows between unbounded preceding and 1 preceding
        ), false) as eerder_gezien
    from standen
    window eerder as (partition by pseudoniem order by versie)
    union all by name
    select moment_nr, mk, gebied, jaar, bestaat, telt,
        false as was_bestaat, false as was_telt, false as zelfde_naam, false as eerder_gezien
    from versies
    where onveranderd
),

gegroepeerd as (
    select *, count(*) as aantal
    from overgangen
    group by all
),

-- one side of a transition as seen from the other: what leaves a figure (-1) and what enters one (+1)
kanten as (
    select
        -1 as teken, moment_nr, aantal, zelfde_naam, eerder_gezien,
        was_mk as mk, was_gebied as gebied, was_jaar as jaar,
        mk as ander_mk, gebied as ander_gebied, jaar as ander_jaar, bestaat as ander_bestaat, telt as ander_telt
    from gegroepeerd
    where was_telt
    union all
    select
        1 as teken, moment_nr, aantal, zelfde_naam, eerder_gezien,
        mk, gebied, jaar,
        was_mk, was_gebied, was_jaar, was_bestaat, was_telt
    from gegroepeerd
    where telt
),

met_oorzaak as (
    select
        codes.indicator_id,
        boven.boven_code as gebied_code,
        kanten.jaar,
        kanten.moment_nr,
        kanten.teken * kanten.aantal as aantal,
        case
            when not kanten.ander_bestaat and kanten.teken < 0 then 'ingetrokken'
            when not kanten.ander_bestaat and kanten.eerder_gezien then 'hergeleverd'
            when not kanten.ander_bestaat then 'laat'
            when andere_codes.code is null then 'heringedeeld'
            -- the same name stands for another area: the border moved, not the incident
            when ander_boven.boven_code is null and kanten.zelfde_naam then 'grens'
            when ander_boven.boven_code is null then 'verplaatst'
            when kanten.ander_jaar is distinct from kanten.jaar then 'datum'
            when not kanten.ander_telt then 'telregel'
        end as oorzaak
    from kanten
    inner join {{ ref('indicator_codes') }} as codes on codes.stelsel = 'mk' and codes.code = kanten.mk
    inner join {{ ref('int_gebied_boven') }} as boven on boven.gebied_code = kanten.gebied
    inner join {{ ref('int_gebied') }} as hier
        on hier.gebied_code = kanten.gebied and hier.eenheid_code = (select eenheid_code from eenheid)
    left join {{ ref('indicator_codes') }} as andere_codes
        on andere_codes.stelsel = 'mk'
        and andere_codes.indicator_id = codes.indicator_id
        and andere_codes.code = kanten.ander_mk
    left join {{ ref('int_gebied_boven') }} as ander_boven
        on ander_boven.gebied_code = kanten.ander_gebied and ander_boven.boven_code = boven.boven_code
)

select
    indicator_id,
    gebied_code,
    cast(jaar as integer) as jaar,
    moment_nr,
    {%- for deel in oorzaken() %}
    cast(coalesce(sum(aantal) filter (where oorzaak = '{{ deel }}'), 0) as bigint) as {{ deel }}{{ ',' if not loop.last }}
    {%- endfor %}
from met_oorzaak
-- without a cause both sides are in the figure: nothing moved
where oorzaak is not null
group by indicator_id, gebied_code, jaar, moment_nr
-- as many in as out for one and the same cause is nothing to tell
having
    {%- for deel in oorzaken() %}
    {{ 'or ' if not loop.first }}coalesce(sum(aantal) filter (where oorzaak = '{{ deel }}'), 0) <> 0
    {%- endfor %}
