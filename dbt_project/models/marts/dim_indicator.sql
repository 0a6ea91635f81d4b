-- grain: one row per indicator
-- key: indicator_id
select
    indicator_id,
    naam,
    uitleg,
    definitie,
    meeteenheid,
    richting,
    cast(decimalen as integer) as decimalen,
    meetwijze
from {{ ref('indicator_definities') }}
