-- grain: one row per incident class and VNG category, as long as that place holds
-- key: mk_code, vng_code, versie
select mk_code, naar_code as vng_code, versie, geldig_van, geldig_tot, is_hoofd, bewijs, regel_id, uitleg
from {{ ref('int_mk_brug') }}
where stelsel = 'vng'
