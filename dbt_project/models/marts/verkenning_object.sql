-- grain: one row per basisteam, year and kind of dwelling that was entered
-- key: basisteam_code, jaar, object
select
    basisteam_code,
    jaar,
    object,
    count(*) as aantal,
    count(*) filter (where poging) as pogingen
from {{ ref('int_inbraak') }}
group by all
