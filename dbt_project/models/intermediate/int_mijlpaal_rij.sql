-- grain: one row per milestone, year and delivered row that it rests on
-- key: indicator_id, jaar, levering_id, regel
-- what is kept per gemeente counts the gemeenten of the strategy's base year: a successor counts for all its parts
with eenheid as (
    select eenheid_code, indeling_basis from {{ ref('strategie') }}
),

mijlpaal as (
    select stand.*, lijst.indicator_id, lijst.niveau
    from {{ ref('int_registratie') }} as stand
    inner join {{ ref('grootheden') }} as lijst using (grootheid_id)
    where lijst.indicator_id is not null and stand.periode_id = stand.jaar::varchar
),

basis as (
    select gebied.gebied_code
    from {{ ref('int_gebied') }} as gebied
    inner join eenheid on eenheid.eenheid_code = gebied.eenheid_code
    where
        gebied.gebied_type = 'gemeente'
        and coalesce(gebied.geldig_van, date '1900-01-01') <= make_date(eenheid.indeling_basis, 1, 1)
        and coalesce(gebied.geldig_tot, date '9999-12-31') >= make_date(eenheid.indeling_basis, 1, 1)
),

per_gemeente as (
    select mijlpaal.indicator_id, mijlpaal.jaar, mijlpaal.levering_id, mijlpaal.regel, mijlpaal.waarde, count(*) as gemeenten
    from mijlpaal
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.naar_code = mijlpaal.gebied_code and keten.indeling_jaar = {{ grenzen_van('mijlpaal.jaar') }}
    inner join basis on basis.gebied_code = keten.gebied_code
    where mijlpaal.niveau = 'gemeente'
    group by all
)

select
    indicator_id,
    jaar,
    levering_id,
    regel,
    case when waarde >= 1 then gemeenten else 0 end::double as bijdrage,
    gemeenten,
    (select count(*) from basis) as gemeenten_totaal
from per_gemeente
union all
select mijlpaal.indicator_id, mijlpaal.jaar, mijlpaal.levering_id, mijlpaal.regel, mijlpaal.waarde, null, null
from mijlpaal
inner join eenheid on eenheid.eenheid_code = mijlpaal.gebied_code
where mijlpaal.niveau = 'eenheid'
