-- grain: one row per incident class and INP code
-- key: mk_code, inp_code
-- F614 stands under two codes in the owner's own list; neither is the main one until the owner says which
with gesplitst as (
    select mk_code, bewijs, unnest(string_split(inp_code, '|')) as inp_code
    from "bouw"."seeds"."mk_codes"
    where inp_code is not null
)

select
    mk_code,
    inp_code,
    cast(null as date) as geldig_van,
    cast(null as date) as geldig_tot,
    count(*) over (partition by mk_code) = 1 as is_hoofd,
    bewijs
from gesplitst