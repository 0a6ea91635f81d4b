-- grain: one row per area, year and source: all registered crime
-- key: gebied_code, jaar, bron
-- gemeenten_met_cijfer counts gemeenten of the strategy's base year; a successor counts for its predecessors
with stand as (
    {{ laatste_stand(ref('stg_cbs__criminaliteit'), ['is_totaal', 'gebied_code', 'gebied_geleverd', 'jaar'], ['is_totaal', 'gebied_code', 'jaar']) }}
),

-- in the typed export a gemeente that did not exist in a year has 0; that is not a count
gemeenten as (
    select stand.gebied_code, stand.jaar, max(stand.aantal) as aantal
    from stand
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    where
        stand.is_totaal
        and stand.aantal is not null
        and gebied.gebied_type = 'gemeente'
        and coalesce(gebied.geldig_van, date '1900-01-01') <= make_date(stand.jaar, 12, 31)
        and coalesce(gebied.geldig_tot, date '9999-12-31') >= make_date(stand.jaar, 12, 31)
    group by all
),

-- which gemeenten of the base year stand behind each
basis as (
    select gebied_code
    from {{ ref('int_gebied') }}
    where
        gebied_type = 'gemeente'
        and eenheid_code = (select eenheid_code from {{ ref('strategie') }})
        and coalesce(geldig_van, date '1900-01-01') <= (select make_date(indeling_basis, 1, 1) from {{ ref('strategie') }})
        and coalesce(geldig_tot, date '9999-12-31') >= (select make_date(indeling_basis, 1, 1) from {{ ref('strategie') }})
),

vertegenwoordigd as (
    select
        gemeenten.jaar,
        basis.gebied_code as basis_code
    from gemeenten
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.naar_code = gemeenten.gebied_code and keten.indeling_jaar = {{ grenzen_van('gemeenten.jaar') }}
    inner join basis on basis.gebied_code = keten.gebied_code
    group by all
),

dekking as (
    select
        jaar,
        count(*) as gemeenten_met_cijfer,
        (select count(*) from basis) as gemeenten_totaal,
        hash(list(basis_code order by basis_code)) as welke
    from vertegenwoordigd
    group by jaar
),

eenheid as (
    select
        gebied.eenheid_code as gebied_code,
        gemeenten.jaar,
        cast(sum(gemeenten.aantal) as bigint) as aantal
    from gemeenten
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    where gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
    group by all
),

maandcijfer_stand as (
    {{ laatste_stand(ref('stg_bvi__maandcijfer'), ['gebied_code', 'mk_code', 'maand'], ['maand']) }}
),

-- police counts: the classes delivered as months plus those delivered as incidents, crimes only
misdrijf_codes as (
    select mk_code from {{ ref('mk_codes') }} where inp_code is not null and inp_code <> ''
),

politie_maanden as (
    select gebied_code, cast(year(maand) as integer) as jaar, mk_code, maand, aantal
    from maandcijfer_stand
    inner join misdrijf_codes using (mk_code)
    -- a class that comes as incidents is not counted again from the months, as in feit_incident_maand
    where mk_code not in (select mk_code from {{ ref('int_incident_maand') }})
    union all
    select gebied_code, cast(year(maand) as integer) as jaar, mk_code, maand, aantal
    from {{ ref('int_incident_maand') }}
    inner join misdrijf_codes using (mk_code)
    where exists (select 1 from maandcijfer_stand)
),

volledige_jaren as (
    select cast(year(maand) as integer) as jaar
    from maandcijfer_stand
    group by jaar
    having count(distinct maand) = 12
    intersect
    select jaar
    from {{ ref('int_dekking_jaar') }}
    where
        indicator_id = 'woning_en_schuurinbraken'
        and gebied_code = (select eenheid_code from {{ ref('strategie') }})
),

politie as (
    select
        gebied.eenheid_code as gebied_code,
        politie_maanden.jaar,
        cast(sum(politie_maanden.aantal) as bigint) as aantal
    from politie_maanden
    inner join volledige_jaren using (jaar)
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    where gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
    group by all
)

select
    eenheid.gebied_code,
    eenheid.jaar,
    'cbs_83648ned' as bron,
    eenheid.aantal,
    dekking.gemeenten_met_cijfer,
    dekking.gemeenten_totaal,
    dekking.welke
from eenheid
inner join dekking using (jaar)
union all
select
    gebied_code,
    jaar,
    'bvi_maandcijfers' as bron,
    aantal,
    (select count(*) from basis) as gemeenten_met_cijfer,
    (select count(*) from basis) as gemeenten_totaal,
    0::ubigint as welke
from politie
union all
select
    gemeenten.gebied_code,
    gemeenten.jaar,
    'cbs_83648ned' as bron,
    gemeenten.aantal,
    1 as gemeenten_met_cijfer,
    1 as gemeenten_totaal,
    0::ubigint as welke
from gemeenten
union all
-- the country as its owner counts it, gemeenten that the file does not name included
select
    stand.gebied_code,
    stand.jaar,
    'cbs_83648ned' as bron,
    stand.aantal,
    1 as gemeenten_met_cijfer,
    1 as gemeenten_totaal,
    0::ubigint as welke
from stand
inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
where stand.is_totaal and stand.aantal is not null and gebied.gebied_type = 'land'
