-- grain: one row per way of counting (definition, counting rule, age, source), area (unit, district) and year
-- key: bron, indicator_id, telregel_id, leeftijd, gebied_code, jaar
-- the base and target year of T02, counted in every way that the deliveries allow
with doel as (
    select doel_id, basisjaar, doeljaar from {{ ref('doelstellingen') }} where uitgewerkt_in = 't02_lezingen'
),

definities as (
    select indicator_id, code as mk_code
    from {{ ref('indicator_codes') }}
    where stelsel = 'mk' and indicator_id in ('woninginbraken', 'woning_en_schuurinbraken')
),

jaren as (
    select unnest([basisjaar, doeljaar]) as jaar from doel
),

-- 'nu' is the peildatum; 'gelijk' the day on which each year was as old as the base year at its first reading
dagen as (
    select 'nu' as leeftijd, jaren.jaar, gebied.gebied_code, run.peildatum as dag
    from jaren
    cross join {{ ref('stg_run') }} as run
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_type in ('eenheid', 'district')
    cross join {{ ref('strategie') }} as strategie
    where strategie.eenheid_code in (gebied.gebied_code, gebied.eenheid_code)
    union all
    select 'gelijk', jaren.jaar, leeftijd.gebied_code, leeftijd.gelezen_op
    from jaren
    inner join {{ ref('int_gelijke_leeftijd') }} as leeftijd
        on leeftijd.doel_id = (select doel_id from doel) and leeftijd.jaar = jaren.jaar and leeftijd.gelijke_leeftijd = 'vergeleken'
),

-- which incidents a rule leaves out is worked out for what is known now
regels as (
    select telregel_id, teldatum, pogingen, leeftijd
    from {{ ref('int_telregel') }}
    cross join (select distinct leeftijd from dagen) as leeftijd
    where soort = 'incident' and beschikbaar and (leeftijd = 'nu' or meer_per_registratie = 'elk incident')
),

geteld as (
    select
        definities.indicator_id,
        regels.telregel_id,
        regels.leeftijd,
        dagen.gebied_code,
        dagen.jaar,
        count(*) as aantal
    from {{ ref('int_incident_versie') }} as versie
    inner join definities on definities.mk_code = versie.mk_code
    inner join {{ ref('int_gebied_boven') }} as boven on boven.gebied_code = versie.gebied_code
    inner join dagen on dagen.gebied_code = boven.boven_code
    inner join regels on regels.leeftijd = dagen.leeftijd
    left join {{ ref('int_telregel_afval') }} as afval
        on dagen.leeftijd = 'nu' and afval.telregel_id = regels.telregel_id and afval.pseudoniem = versie.pseudoniem
    where
        not versie.ingetrokken
        and cast(versie.geldig_vanaf as date) <= dagen.dag
        and coalesce(cast(versie.geldig_tot as date) > dagen.dag, true)
        and not (regels.pogingen = 'uitgesloten' and coalesce(versie.poging, false))
        and afval.pseudoniem is null
        and year({{ teldatum('regels.teldatum', 'versie') }}) = dagen.jaar
    group by all
),

-- a date later than the beginning brings offences of the year before: that year has to be there too
rooster as (
    select definities.indicator_id, regels.telregel_id, regels.leeftijd, dagen.gebied_code, dagen.jaar
    from (select distinct indicator_id from definities) as definities
    cross join regels
    inner join dagen on dagen.leeftijd = regels.leeftijd
    inner join {{ ref('int_dekking_jaar') }} as dekking
        on dekking.indicator_id = definities.indicator_id
        and dekking.gebied_code = dagen.gebied_code
        and dekking.jaar = dagen.jaar
    left join {{ ref('int_dekking_jaar') }} as vorig
        on vorig.indicator_id = definities.indicator_id
        and vorig.gebied_code = dagen.gebied_code
        and vorig.jaar = dagen.jaar - 1
    where regels.teldatum = 'begin' or vorig.jaar is not null
)

select
    'bvi_incidenten' as bron,
    rooster.indicator_id,
    rooster.telregel_id,
    rooster.leeftijd,
    rooster.gebied_code,
    cast(rooster.jaar as integer) as jaar,
    cast(coalesce(geteld.aantal, 0) as bigint) as aantal
from rooster
left join geteld using (indicator_id, telregel_id, leeftijd, gebied_code, jaar)
union all
select 'politie_47018ned', telling.indicator_id, 'eigenaar', 'nu', telling.gebied_code, telling.jaar,
    cast(telling.aantal as bigint)
from {{ ref('int_telling_open') }} as telling
inner join dagen
    on dagen.gebied_code = telling.gebied_code and dagen.jaar = telling.jaar and dagen.leeftijd = 'nu'
where telling.indicator_id in (select indicator_id from definities)
