-- grain: one row per indicator, area and year, from the police's published table 47018NED
-- key: indicator_id, gebied_code, jaar
-- the country includes crimes whose gemeente is unknown (GM0000); the unit cannot
with stand as (
    select *
    from "bouw"."staging"."stg_politie__misdrijf"
    qualify
        dense_rank() over (partition by inp_code, gebied_code, jaar order by peilmoment desc) = 1
        and row_number() over (
            partition by inp_code, gebied_code, jaar order by peilmoment desc, volgorde desc, regel desc
        ) = 1
),

gekozen as (
    select
        codes.indicator_id,
        stand.gebied_code,
        stand.jaar,
        stand.indeling_jaar,
        stand.aantal,
        count(*) over (partition by codes.indicator_id, stand.gebied_code, stand.jaar) as codes_aanwezig,
        nodig.codes_nodig
    from stand
    inner join "bouw"."seeds"."indicator_codes" as codes on codes.stelsel = 'inp' and codes.code = stand.inp_code
    inner join (
        select indicator_id, count(*) as codes_nodig
        from "bouw"."seeds"."indicator_codes"
        where stelsel = 'inp'
        group by indicator_id
    ) as nodig on nodig.indicator_id = codes.indicator_id
    where stand.aantal is not null
),

gemeenten as (
    select
        indicator_id,
        gebied_code,
        jaar,
        indeling_jaar,
        sum(aantal) as aantal
    from gekozen
    where codes_aanwezig = codes_nodig and gebied_code like 'GM%'
    group by all
),

boven as (
    select
        gemeenten.indicator_id,
        boven.boven_code as gebied_code,
        gemeenten.jaar,
        gemeenten.indeling_jaar,
        sum(gemeenten.aantal) as aantal
    from gemeenten
    inner join "bouw"."intermediate"."int_gebied_boven" as boven using (gebied_code)
    group by all
),

land as (
    select indicator_id, 'NL01' as gebied_code, jaar, indeling_jaar, sum(aantal) as aantal
    from gemeenten
    group by all
)

select * from gemeenten
union all by name
select * from boven
union all by name
select * from land