-- grain: one row per target, path variant and year in which the path has a value
-- key: doel_id, padvariant, jaar
select
    doel_id,
    padvariant,
    is_hoofd,
    jaar,
    waarde,
    wijze,
    stap,
    stappen
from {{ ref('int_doelpad') }}
