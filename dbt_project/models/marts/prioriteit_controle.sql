-- grain: one row per total that Bijlage 1 prints, and what it is compared with
-- key: soort, gebied_code, kolom
-- both are kept as they are: what gemeenten chose cannot be worked out from totals (C17)
with bijlage1 as (
    {{ laatste_stand(ref('stg_strategie__bijlage1'), ['kolom', 'district_geleverd', 'gemeente_geleverd'], ['kolom', 'district_geleverd', 'gemeente_geleverd']) }}
),

rijen as (
    select gebied_code, district_geleverd, aantal from bijlage1 where kolom = 'rijtotaal'
),

kolommen as (
    select
        bijlage1.kolom,
        coalesce(district.gebied_code, strategie.eenheid_code) as gebied_code,
        district.gebied_code is not null as is_district,
        bijlage1.district_geleverd,
        bijlage1.aantal
    from bijlage1
    left join {{ ref('int_gebied') }} as district
        on district.gebied_type = 'district' and district.afkorting = bijlage1.district_geleverd
    cross join {{ ref('strategie') }} as strategie
    where bijlage1.kolom <> 'rijtotaal'
),

-- the plans of the first round: those that ran when the annex was printed for
plannen as (
    select prioriteit.gebied_code, count(*) as aantal
    from {{ ref('int_prioriteit') }} as prioriteit
    cross join {{ ref('strategie') }} as strategie
    where
        prioriteit.plan_van <= strategie.eerste_jaar
        and coalesce(prioriteit.plan_tot, 9999) >= strategie.eerste_jaar
    group by prioriteit.gebied_code
),

vergelijkingen as (
    select
        'gemeente tegen plan' as soort,
        rijen.gebied_code,
        'rijtotaal' as kolom,
        rijen.aantal as gedrukt,
        plannen.aantal as berekend,
        null as tegenstrijdigheid
    from rijen
    left join plannen using (gebied_code)
    where rijen.gebied_code is not null
    union all
    select
        'district tegen gemeenten' as soort,
        totaal.gebied_code,
        'gedrukt_totaal' as kolom,
        totaal.aantal as gedrukt,
        sum(rijen.aantal) as berekend,
        null as tegenstrijdigheid
    from kolommen as totaal
    left join rijen on rijen.district_geleverd = totaal.district_geleverd
    where totaal.kolom = 'gedrukt_totaal' and totaal.is_district
    group by all
    union all
    select
        'totaal tegen kolommen' as soort,
        totaal.gebied_code,
        'gedrukt_totaal' as kolom,
        totaal.aantal as gedrukt,
        sum(kolom.aantal) as berekend,
        'C15' as tegenstrijdigheid
    from kolommen as totaal
    inner join kolommen as kolom on kolom.gebied_code = totaal.gebied_code and kolom.kolom <> 'gedrukt_totaal'
    where totaal.kolom = 'gedrukt_totaal'
    group by all
    union all
    select
        'eenheid tegen districten' as soort,
        eenheid.gebied_code,
        eenheid.kolom,
        eenheid.aantal as gedrukt,
        sum(district.aantal) as berekend,
        'C16' as tegenstrijdigheid
    from kolommen as eenheid
    inner join kolommen as district on district.kolom = eenheid.kolom and district.is_district
    where not eenheid.is_district
    group by all
)

select
    soort,
    gebied_code,
    kolom,
    cast(gedrukt as integer) as gedrukt,
    cast(berekend as integer) as berekend,
    cast(berekend - gedrukt as integer) as verschil,
    case when berekend = gedrukt then 'sluit aan' when berekend <> gedrukt then 'sluit niet aan' else 'geen levering' end as status,
    case when berekend <> gedrukt then tegenstrijdigheid end as tegenstrijdigheid
from vergelijkingen
