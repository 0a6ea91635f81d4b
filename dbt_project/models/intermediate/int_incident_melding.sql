-- grain: one row per incident and as-of moment at which a delivery holds it
-- key: pseudoniem, peilmoment
-- equal moments: the last content hash, and in one file the last line, speaks
with een_per_moment as (
    select *
    from {{ ref('stg_bvi__incident') }}
    qualify row_number() over (
        partition by pseudoniem, peilmoment order by volgorde desc, regel desc
    ) = 1
)

select
    * replace (
        -- a delivery without the optional column does not say that the team is gone
        coalesce(basisteam, last_value(basisteam ignore nulls) over (
            partition by pseudoniem order by peilmoment
        )) as basisteam
    ),
    lead(peilmoment) over (partition by pseudoniem order by peilmoment) as volgend_moment
from een_per_moment
