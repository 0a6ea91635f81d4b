-- null always has a status beside it, and a status never contradicts its figure
select indicator_id, gebied_code, periode_id, bron
from {{ ref('indicatoren') }}
where
    (waarde is null and celstatus not in ('ontbreekt', 'verborgen', 'te weinig waarnemingen', 'niet te maken', 'niet gemeten'))
    or (waarde is null and celstatus in ('niet te maken', 'niet gemeten') and reden_code is null)
    or (waarde is not null and celstatus = 'ontbreekt')
    or (celstatus = 'nul' and waarde <> 0)
    or ondergrens > waarde
    or bovengrens < waarde
