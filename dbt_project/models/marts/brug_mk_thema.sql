-- grain: one row per incident class and theme of the strategy, as long as that place holds
-- key: mk_code, thema, versie
select
    mk_code,
    naar_code as thema,
    versie,
    onderdeel as thema_onderdeel,
    geldig_van,
    geldig_tot,
    is_hoofd,
    bewijs,
    regel_id,
    uitleg
from {{ ref('int_mk_brug') }}
where stelsel = 'thema'
