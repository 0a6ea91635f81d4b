-- grain: one row per gemeente of the unit and VNG category or theme: incidents of three years beside comparable gemeenten
-- key: gebied_code, onderwerp_code
-- high: in the highest third of the gemeenten of about its size, and more than the rest of them together even at the lower
-- end of its 95 % interval (Poisson, Byar's approximation); low is the mirror image. One year says too little of a gemeente.
with run as (
    select indeling_jaar from {{ ref('stg_run') }}
),

eenheid as (
    select eenheid_code from {{ ref('strategie') }}
),

maandcijfers as (
    {{ laatste_stand(ref('stg_bvi__maandcijfer'), ['gebied_code', 'mk_code', 'maand'], ['maand']) }}
),

-- as feit_incident_maand: a class that comes as incidents is not counted again from the months
maanden as (
    select gebied_code, mk_code, maand, aantal, true as uit_incidenten from {{ ref('int_incident_maand') }}
    union all
    select gebied_code, mk_code, maand, aantal, false as uit_incidenten
    from maandcijfers
    where mk_code not in (select mk_code from {{ ref('int_incident_maand') }})
),

klassen as (
    select mk_code, bool_or(uit_incidenten) as uit_incidenten from maanden group by mk_code
),

plaatsen as (
    select
        brug.mk_code,
        brug.naar_code as categorie_code,
        categorie.thema_code,
        brug.geldig_van,
        brug.geldig_tot
    from {{ ref('int_mk_brug') }} as brug
    inner join {{ ref('vng_categorieen') }} as categorie on categorie.categorie_code = brug.naar_code
    where brug.stelsel = 'vng' and brug.is_hoofd
),

onderwerpen as (
    select mk_code, geldig_van, geldig_tot, categorie_code as onderwerp_code from plaatsen
    union all
    select mk_code, geldig_van, geldig_tot, thema_code as onderwerp_code from plaatsen
),

-- the years that each class is there whole
klasse_jaren as (
    select distinct klassen.mk_code, dekking.jaar
    from klassen
    inner join {{ ref('indicator_codes') }} as codes on codes.stelsel = 'mk' and codes.code = klassen.mk_code
    inner join {{ ref('int_dekking_jaar') }} as dekking
        on dekking.indicator_id = codes.indicator_id and dekking.gebied_code = (select eenheid_code from eenheid)
    where klassen.uit_incidenten
    union
    select klassen.mk_code, heel.jaar
    from klassen
    cross join (
        select cast(year(maand) as integer) as jaar
        from maandcijfers
        group by year(maand)
        having count(distinct maand) = 12
    ) as heel
    where not klassen.uit_incidenten
),

onderwerp_jaren as (
    select onderwerpen.onderwerp_code, klasse_jaren.jaar
    from (select distinct mk_code, onderwerp_code from onderwerpen semi join klassen using (mk_code)) as onderwerpen
    inner join klasse_jaren using (mk_code)
    group by onderwerpen.onderwerp_code, klasse_jaren.jaar
    having count(*) = (
        select count(distinct ander.mk_code) from onderwerpen as ander
        semi join klassen on klassen.mk_code = ander.mk_code
        where ander.onderwerp_code = any_value(onderwerpen.onderwerp_code)
    )
),

-- the last three years in a row
perioden as (
    select laatste.onderwerp_code, max(laatste.jaar) as jaar
    from onderwerp_jaren as laatste
    inner join onderwerp_jaren as midden on midden.onderwerp_code = laatste.onderwerp_code and midden.jaar = laatste.jaar - 1
    inner join onderwerp_jaren as eerste on eerste.onderwerp_code = laatste.onderwerp_code and eerste.jaar = laatste.jaar - 2
    group by laatste.onderwerp_code
),

geteld as (
    select keten.naar_code as gebied_code, onderwerpen.onderwerp_code, sum(maanden.aantal) as aantal
    from maanden
    inner join onderwerpen
        on onderwerpen.mk_code = maanden.mk_code
        and maanden.maand >= coalesce(onderwerpen.geldig_van, date '1900-01-01')
        and maanden.maand <= coalesce(onderwerpen.geldig_tot, date '9999-12-31')
    inner join perioden
        on perioden.onderwerp_code = onderwerpen.onderwerp_code
        and year(maanden.maand) between perioden.jaar - 2 and perioden.jaar
    inner join {{ ref('int_gebied_keten') }} as keten on keten.gebied_code = maanden.gebied_code
    inner join run using (indeling_jaar)
    group by all
),

-- people meet incidents in the same borders, or not at all
inwoners as (
    select
        perioden.onderwerp_code,
        perioden.jaar,
        inwoners.gebied_code,
        case when count(inwoners.inwoners) = 3 then sum(inwoners.inwoners) end as inwonerjaren,
        max(inwoners.reden_code) as reden_code
    from perioden
    inner join {{ ref('int_inwoners_indeling') }} as inwoners
        on inwoners.jaar between perioden.jaar - 2 and perioden.jaar
    group by all
),

cijfers as (
    select
        inwoners.gebied_code,
        inwoners.onderwerp_code,
        inwoners.jaar,
        inwoners.inwonerjaren,
        inwoners.reden_code,
        case when inwoners.inwonerjaren is not null then cast(coalesce(geteld.aantal, 0) as bigint) end as aantal,
        case
            when inwoners.inwonerjaren / 3 < 25000 then 'klein'
            when inwoners.inwonerjaren / 3 < 50000 then 'middelgroot'
            else 'groot'
        end as grootteklasse
    from inwoners
    left join geteld using (gebied_code, onderwerp_code)
),

vergeleken as (
    select
        *,
        1000.0 * aantal / inwonerjaren as per_1000,
        -- Byar's approximation of the exact Poisson interval
        case
            when aantal = 0 then 0
            else 1000.0 * aantal * pow(1 - 1 / (9.0 * aantal) - 1.96 / (3 * sqrt(aantal)), 3) / inwonerjaren
        end as ondergrens,
        1000.0 * (aantal + 1) * pow(1 - 1 / (9.0 * (aantal + 1)) + 1.96 / (3 * sqrt(aantal + 1)), 3) / inwonerjaren
            as bovengrens,
        1000.0 * (sum(aantal) over klasse - aantal) / nullif(sum(inwonerjaren) over klasse - inwonerjaren, 0)
            as vergelijkbaar_per_1000,
        rank() over (partition by onderwerp_code, grootteklasse order by aantal / inwonerjaren desc) as rang,
        count(*) over klasse as gemeenten
    from cijfers
    where inwonerjaren is not null
    window klasse as (partition by onderwerp_code, grootteklasse)
)

select
    gebied_code,
    onderwerp_code,
    (jaar - 2) || '-' || jaar as periode_id,
    aantal,
    cast(round(inwonerjaren / 3.0) as bigint) as inwoners,
    per_1000,
    ondergrens,
    bovengrens,
    grootteklasse,
    vergelijkbaar_per_1000,
    cast(rang as integer) as rang,
    cast(gemeenten as integer) as vergelijkbare_gemeenten,
    case
        when vergelijkbaar_per_1000 is null then 'onbekend'
        when ondergrens > vergelijkbaar_per_1000 and rang <= gemeenten / 3.0 then 'hoog'
        when bovengrens < vergelijkbaar_per_1000 and rang > 2 * gemeenten / 3.0 then 'laag'
        else 'gemiddeld'
    end as incidentbeeld,
    cast(null as varchar) as reden_code
from vergeleken
union all by name
select
    gebied_code,
    onderwerp_code,
    (jaar - 2) || '-' || jaar as periode_id,
    'onbekend' as incidentbeeld,
    coalesce(reden_code, 'geen_levering') as reden_code
from cijfers
where inwonerjaren is null
