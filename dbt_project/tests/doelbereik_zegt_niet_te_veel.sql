-- no verdict without a value, no course without a path, no norm outside the target year; targets that follow
-- from others have no value of their own
select bereik.doel_id, bereik.gebied_code, bereik.jaar, bereik.jaren, bereik.padvariant, bereik.bron
from {{ ref('doelbereik') }} as bereik
inner join {{ ref('dim_doelstelling') }} as doel on doel.doel_id = bereik.doel_id
where
    (bereik.norm_gehaald is not null and (bereik.jaar <> doel.doeljaar or bereik.meetstatus <> 'gemeten'))
    or (bereik.koers is not null and bereik.meetstatus <> 'gemeten')
    or (bereik.waarde is not null and bereik.meetstatus <> 'gemeten')
    or (doel.volgt_uit is null and bereik.meetstatus = 'gemeten' and bereik.waarde is null)
    or (doel.volgt_uit is null and bereik.koers is not null and bereik.padwaarde is null)
    or (bereik.p_waarde is not null and not bereik.p_waarde between 0 and 1)
