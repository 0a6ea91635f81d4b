-- grain: one row per name and kind of area
-- key: naam_kern, gebied_type
select
    trim(regexp_replace(regexp_replace(
        lower(strip_accents(alias)), '\(gemeente\)|\(pv\)|\(re\)|\(pd\)|\(bt\)|\(ld\)', '', 'g'
    ), '\s+', ' ', 'g')) as naam_kern,
    gebied_type,
    min(gebied_code) as gebied_code
from "bouw"."seeds"."gebied_alias"
group by all