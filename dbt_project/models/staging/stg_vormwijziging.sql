-- grain: one row per change in the columns of a source, from one delivery to the next
-- key: levering_id, soort, kolom
select
    bron,
    levering_id,
    vorige_levering_id,
    kolom,
    soort,
    was,
    nu
from {{ source('raw', 'vormwijzigingen') }}
