-- grain: one row per gemeente and layout year in which it can be counted; forward only
-- key: gebied_code, indeling_jaar
select
    gebied_code,
    cast(indeling_jaar as integer) as indeling_jaar,
    naar_code,
    cast(gewicht as double) as gewicht
from {{ ref('int_gebied_keten') }}
