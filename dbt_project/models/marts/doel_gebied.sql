-- grain: one row per target and kind of area below the unit: how the target is read there, or why it is not
-- key: doel_id, niveau
select doel_id, niveau, padvarianten, toets, padwijze, reden_code, waarom
from {{ ref('doel_gebieden') }}
