-- grain: one row per gemeente and year per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    bron.gebied_code,
    bron.jaar,
    bron.aantal
from "bouw"."raw"."jeugdoverlast" as bron
inner join "bouw"."staging"."stg_levering" as lev using (levering_id)