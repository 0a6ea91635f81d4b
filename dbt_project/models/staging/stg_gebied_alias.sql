-- grain: one row per name and kind of area
-- key: naam_kern, gebied_type
-- a code is a name too: deliveries put it where a name belongs
with namen as (
    select {{ naam_kern('alias') }} as naam_kern, gebied_type, gebied_code
    from {{ ref('gebied_alias') }}
    union all
    select lower(gebied_code) as naam_kern, gebied_type, gebied_code
    from {{ ref('gebieden') }}
)

select
    naam_kern,
    gebied_type,
    min(gebied_code) as gebied_code
from namen
group by all
