-- grain: one row per source: how often its owner delivers, from its contract
-- key: bron
select
    bron,
    titel,
    eigenaar,
    frequentie,
    periode_dagen,
    dagen
from {{ source('raw', 'termijnen') }}
