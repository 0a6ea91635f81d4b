-- null always has a status beside it, and a status never contradicts its figure
select indicator_id, gebied_code, periode_id, bron
from "bouw"."marts"."indicatoren"
where
    (waarde is null and celstatus not in ('ontbreekt', 'verborgen', 'te weinig waarnemingen'))
    or (waarde is not null and celstatus = 'ontbreekt')
    or (celstatus = 'nul' and waarde <> 0)
    or ondergrens > waarde
    or bovengrens < waarde