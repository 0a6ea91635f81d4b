-- grain: one row per target or VNG category and way of placing one doubtful incident class, whole unit
-- key: soort, onderwerp, variant
with eenheid as (
    select eenheid_code from {{ ref('strategie') }}
),

gemeenten as (
    select gebied.gebied_code, gebied.geldig_van, gebied.geldig_tot
    from {{ ref('int_gebied') }} as gebied
    inner join eenheid using (eenheid_code)
    where gebied.gebied_type = 'gemeente'
),

-- years of a class that were delivered whole for the unit
maand_verwacht as (
    select maanden.maand, count(*) as gemeenten
    from (select distinct maand from {{ ref('int_dekking_maand') }}) as maanden
    inner join gemeenten
        on maanden.maand >= coalesce(gemeenten.geldig_van, date '1900-01-01')
        and maanden.maand <= coalesce(gemeenten.geldig_tot, date '9999-12-31')
    group by maanden.maand
),

maand_gedekt as (
    select dekking.mk_code, dekking.maand
    from {{ ref('int_dekking_maand') }} as dekking
    inner join gemeenten
        on gemeenten.gebied_code = dekking.gebied_code
        and dekking.maand >= coalesce(gemeenten.geldig_van, date '1900-01-01')
        and dekking.maand <= coalesce(gemeenten.geldig_tot, date '9999-12-31')
    inner join maand_verwacht using (maand)
    group by dekking.mk_code, dekking.maand, maand_verwacht.gemeenten
    having count(*) = maand_verwacht.gemeenten
),

gedekt as (
    select mk_code, year(maand) as jaar
    from maand_gedekt
    group by all
    having count(*) = 12
),

maandcijferjaren as (
    select year(maand) as jaar
    from {{ ref('feit_incident_maand') }}
    where bron = 'bvi_maandcijfers'
    group by all
    having count(distinct maand) = 12
),

feiten as (
    select
        feit.mk_code,
        feit.bron,
        year(feit.maand) as jaar,
        sum(feit.aantal) as aantal
    from {{ ref('feit_incident_maand') }} as feit
    inner join gemeenten using (gebied_code)
    group by all
),

-- zero where the class was delivered and nothing happened, no row where it was not delivered
tellingen as (
    select gedekt.mk_code, gedekt.jaar, coalesce(feiten.aantal, 0) as aantal
    from gedekt
    left join feiten using (mk_code, jaar)
    union all
    select klassen.mk_code, maandcijferjaren.jaar, coalesce(feiten.aantal, 0) as aantal
    from (select distinct mk_code from feiten where bron = 'bvi_maandcijfers') as klassen
    cross join maandcijferjaren
    left join feiten using (mk_code, jaar)
),

koppeling as (
    select mk_code, vng_code, bewijs from {{ ref('brug_mk_vng') }} where is_hoofd
),

-- what a target counts, and the nuisance classes it leaves out (those that are no crime: no INP code)
doelen as (
    select doel_id as onderwerp, indicator_id, basisjaar, doeljaar, norm, precisie
    from {{ ref('doelstellingen') }}
    where toets = 'verhouding'
),

doelcodes as (
    select doelen.onderwerp, codes.code as mk_code
    from doelen
    inner join {{ ref('indicator_codes') }} as codes using (indicator_id)
    where codes.stelsel = 'mk'
),

buiten as (
    select doelen.onderwerp, klasse.mk_code
    from doelen
    cross join {{ ref('mk_codes') }} as klasse
    left join doelcodes on doelcodes.onderwerp = doelen.onderwerp and doelcodes.mk_code = klasse.mk_code
    where klasse.inp_code is null and doelcodes.mk_code is null
),

jaren as (
    select min(basisjaar) as basisjaar, max(doeljaar) as doeljaar from doelen
),

varianten as (
    select 'doel' as soort, onderwerp, 'zoals geteld' as variant, cast(null as varchar) as mk_code from doelen
    union all
    select 'doel', doelcodes.onderwerp, 'zonder ' || doelcodes.mk_code, doelcodes.mk_code
    from doelcodes
    inner join koppeling using (mk_code)
    where koppeling.bewijs <> 'zeker'
    union all
    select 'doel', onderwerp, 'met ' || mk_code, mk_code from buiten
    union all
    select distinct 'doel', onderwerp, 'met alle overlastklassen', cast(null as varchar) from buiten
    union all
    select distinct 'categorie', vng_code, 'zoals geteld', cast(null as varchar)
    from koppeling
    where bewijs <> 'zeker'
    union all
    select 'categorie', vng_code, 'zonder ' || mk_code, mk_code from koppeling where bewijs <> 'zeker'
),

leden as (
    select varianten.soort, varianten.onderwerp, varianten.variant, doelcodes.mk_code
    from varianten
    inner join doelcodes using (onderwerp)
    where varianten.soort = 'doel' and varianten.variant <> 'zonder ' || doelcodes.mk_code
    union all
    select varianten.soort, varianten.onderwerp, varianten.variant, buiten.mk_code
    from varianten
    inner join buiten using (onderwerp)
    where
        varianten.soort = 'doel'
        and varianten.variant in ('met ' || buiten.mk_code, 'met alle overlastklassen')
    union all
    select varianten.soort, varianten.onderwerp, varianten.variant, koppeling.mk_code
    from varianten
    inner join koppeling on koppeling.vng_code = varianten.onderwerp
    where varianten.soort = 'categorie' and varianten.variant <> 'zonder ' || koppeling.mk_code
),

waarden as (
    select
        varianten.soort,
        varianten.onderwerp,
        varianten.variant,
        varianten.mk_code,
        jaren.basisjaar,
        jaren.doeljaar,
        -- one class that was not delivered whole makes the sum unknown
        case when count(basis.aantal) = count(leden.mk_code) then coalesce(sum(basis.aantal), 0) end as waarde_basisjaar,
        case when count(doel.aantal) = count(leden.mk_code) then coalesce(sum(doel.aantal), 0) end as waarde_doeljaar
    from varianten
    cross join jaren
    left join leden
        on leden.soort = varianten.soort
        and leden.onderwerp = varianten.onderwerp
        and leden.variant = varianten.variant
    left join tellingen as basis on basis.mk_code = leden.mk_code and basis.jaar = jaren.basisjaar
    left join tellingen as doel on doel.mk_code = leden.mk_code and doel.jaar = jaren.doeljaar
    group by all
),

met_verandering as (
    select
        waarden.*,
        100.0 * (waarden.waarde_doeljaar / nullif(waarden.waarde_basisjaar, 0)::double - 1) as verandering
    from waarden
),

met_oordeel as (
    select
        met_verandering.*,
        -- as in the verdict: a fall at the precision that the norm was printed with
        met_verandering.verandering < doelen.norm + doelen.precisie / 2.0 as norm_gehaald
    from met_verandering
    left join doelen on met_verandering.soort = 'doel' and doelen.onderwerp = met_verandering.onderwerp
)

select
    nu.soort,
    nu.onderwerp,
    nu.variant,
    nu.mk_code,
    koppeling.bewijs,
    cast(nu.basisjaar as integer) as basisjaar,
    cast(nu.doeljaar as integer) as doeljaar,
    cast(nu.waarde_basisjaar as bigint) as waarde_basisjaar,
    cast(nu.waarde_doeljaar as bigint) as waarde_doeljaar,
    nu.verandering,
    cast(nu.waarde_basisjaar - geteld.waarde_basisjaar as bigint) as verschil_basisjaar,
    cast(nu.waarde_doeljaar - geteld.waarde_doeljaar as bigint) as verschil_doeljaar,
    nu.norm_gehaald,
    nu.norm_gehaald <> geteld.norm_gehaald as kantelt
from met_oordeel as nu
inner join met_oordeel as geteld
    on geteld.soort = nu.soort and geteld.onderwerp = nu.onderwerp and geteld.variant = 'zoals geteld'
left join koppeling on koppeling.mk_code = nu.mk_code
-- without the figure itself there is nothing to move
where geteld.waarde_basisjaar is not null or geteld.waarde_doeljaar is not null
