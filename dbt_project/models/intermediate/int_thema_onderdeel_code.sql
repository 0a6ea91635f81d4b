-- grain: one row per component of a theme and incident class that it counts
-- key: onderdeel_id, mk_code
-- a component names classes, or an INP code that stands for all its classes
select onderdeel_id, code as mk_code
from {{ ref('thema_onderdeel_codes') }}
where stelsel = 'mk'
union
select codes.onderdeel_id, brug.mk_code
from {{ ref('thema_onderdeel_codes') }} as codes
inner join {{ ref('int_mk_brug') }} as brug on brug.stelsel = 'inp' and brug.naar_code = codes.code
where codes.stelsel = 'inp'
