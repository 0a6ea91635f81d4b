-- grain: one row per name and kind of area
-- key: naam_kern, gebied_type
select
    {{ naam_kern('alias') }} as naam_kern,
    gebied_type,
    min(gebied_code) as gebied_code
from {{ ref('gebied_alias') }}
group by all
