-- grain: one row per incident class and theme of the strategy
-- key: mk_code, thema
select
    mk_code,
    strategie_thema as thema,
    thema_onderdeel,
    cast(null as date) as geldig_van,
    cast(null as date) as geldig_tot,
    true as is_hoofd,
    bewijs
from "bouw"."seeds"."mk_codes"
where strategie_thema is not null