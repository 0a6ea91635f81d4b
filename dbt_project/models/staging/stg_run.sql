-- grain: one row: the run that built this warehouse
-- key: verzameling
select
    verzameling,
    peildatum,
    fictief,
    voorlopig_maanden,
    voorlopig_drempel,
    minimum_n,
    telregel_id,
    indeling_jaar,
    drempel_onbekend
from {{ source('raw', 'run') }}
