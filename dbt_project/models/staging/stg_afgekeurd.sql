-- grain: one row per cell or line that could not be read, with the reason
-- key: levering_id, regel, kolom
select
    bron,
    levering_id,
    regel,
    coalesce(kolom, 'hele regel') as kolom,
    reden
from {{ source('raw', 'afgekeurd') }}
