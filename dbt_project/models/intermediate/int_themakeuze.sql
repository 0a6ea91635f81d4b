-- grain: one row per moment at which themes are chosen: for this strategy, and for the one after it
-- key: keuze_jaar
-- chosen in the year before a strategy begins, on the last whole year; compared with the year that the choice before rested on
select
    cast(eerste_jaar - 1 as integer) as keuze_jaar,
    cast(null as integer) as vorige_jaar,
    cast(eerste_jaar as integer) as plan_van,
    cast(eerste_jaar - 2 as integer) as jaar,
    cast(eerste_jaar - 3 as integer) as vergelijk_jaar
from {{ ref('strategie') }}
union all
select
    cast(laatste_jaar as integer) as keuze_jaar,
    cast(eerste_jaar - 1 as integer) as vorige_jaar,
    cast(laatste_jaar + 1 as integer) as plan_van,
    cast(laatste_jaar - 1 as integer) as jaar,
    cast(eerste_jaar - 2 as integer) as vergelijk_jaar
from {{ ref('strategie') }}
