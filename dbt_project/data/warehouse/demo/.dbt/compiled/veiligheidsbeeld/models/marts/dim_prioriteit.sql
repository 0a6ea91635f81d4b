-- grain: one row per priority as gemeenten name it
-- key: prioriteit_id
select
    md5(prioriteit || '|' || niveau)[1:12] as prioriteit_id,
    prioriteit,
    niveau as soort,
    'lokaal' as niveau,
    max(vng_code) as vng_code
from "bouw"."intermediate"."int_prioriteit"
group by prioriteit, niveau