-- grain: one row per milestone and year, unit level
-- key: indicator_id, jaar
-- a year in which a gemeente said nothing has no row: what is counted then would read as a shortfall
select
    indicator_id,
    jaar,
    sum(bijdrage) as waarde,
    cast(sum(gemeenten) as bigint) as gemeenten_met_cijfer,
    max(gemeenten_totaal) as gemeenten_totaal
from {{ ref('int_mijlpaal_rij') }}
group by all
having sum(gemeenten) is null or sum(gemeenten) = max(gemeenten_totaal)
