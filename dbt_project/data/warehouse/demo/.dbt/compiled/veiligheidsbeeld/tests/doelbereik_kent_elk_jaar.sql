-- every target has, per reading and source, a row for every year that any target has: silence is also said
with jaren as (
    select count(distinct jaar) as aantal from "bouw"."marts"."doelbereik"
)

select doel.doel_id, bereik.padvariant, bereik.bron
from "bouw"."marts"."dim_doelstelling" as doel
left join "bouw"."marts"."doelbereik" as bereik on bereik.doel_id = doel.doel_id
group by doel.doel_id, bereik.padvariant, bereik.bron
having count(distinct bereik.jaar) <> (select aantal from jaren)