-- grain: one row per gemeente of the unit and year, in the borders of the run
-- key: gebied_code, jaar
select
    gebied_code,
    jaar,
    indeling_jaar,
    inwoners,
    delen,
    reden_code
from {{ ref('int_inwoners_indeling') }}
