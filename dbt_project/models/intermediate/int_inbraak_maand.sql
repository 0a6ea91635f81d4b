-- grain: one row per basisteam of the unit and settled month that the deliveries cover whole for the unit
-- key: basisteam_code, maand
-- a team has no coverage of its own: only when every gemeente is covered is a month of a team whole
with maanden as (
    select reeks.maand, reeks.maandnummer, reeks.dagen
    from {{ ref('int_maandreeks') }} as reeks
    inner join {{ ref('strategie') }} as strategie on strategie.eenheid_code = reeks.gebied_code
    where reeks.indicator_id = 'woninginbraken'
),

geteld as (
    select basisteam_code, cast(date_trunc('month', teldatum) as date) as maand, count(*) as aantal
    from {{ ref('int_inbraak') }}
    group by all
)

select
    gebied.gebied_code as basisteam_code,
    maanden.maand,
    maanden.maandnummer,
    maanden.dagen,
    coalesce(geteld.aantal, 0) as aantal
from {{ ref('int_gebied') }} as gebied
inner join {{ ref('strategie') }} as strategie using (eenheid_code)
cross join maanden
left join geteld on geteld.basisteam_code = gebied.gebied_code and geteld.maand = maanden.maand
where gebied.gebied_type = 'basisteam'
