-- grain: one row per refused delivery of which the moment is known, up to the peildatum
-- key: levering_id
select
    levering_id,
    bron,
    peilmoment
from {{ source('raw', 'geweigerd') }}
