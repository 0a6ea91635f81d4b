-- grain: one row per year and reading: how many gemeenten of the unit are in the national top ten
-- key: jaar, lezing
-- who is as high as number ten is in it
select
    jaar,
    lezing,
    cast(count(*) filter (where in_eenheid and rang <= 10) as integer) as waarde,
    -- how many could be in it, and how many surely are, if only chance is reckoned with
    cast(count(*) filter (where in_eenheid and rang_hoog <= 10) as integer) as zeker,
    cast(count(*) filter (where in_eenheid and rang_laag <= 10) as integer) as mogelijk
from {{ ref('int_jeugdoverlast_rang') }}
group by jaar, lezing
