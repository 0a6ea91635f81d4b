-- every target has, per area, reading and source, a row for every year that any target has: silence is also said
with jaren as (
    select count(distinct jaar) as aantal from {{ ref('doelbereik') }}
)

select doel.doel_id, bereik.gebied_code, bereik.padvariant, bereik.bron
from {{ ref('dim_doelstelling') }} as doel
left join {{ ref('doelbereik') }} as bereik on bereik.doel_id = doel.doel_id and bereik.jaren = 1
group by doel.doel_id, bereik.gebied_code, bereik.padvariant, bereik.bron
having count(distinct bereik.jaar) <> (select aantal from jaren)
