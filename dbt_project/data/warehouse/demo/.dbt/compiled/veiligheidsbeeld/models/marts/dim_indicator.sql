-- grain: one row per indicator
-- key: indicator_id
select
    indicator_id,
    naam,
    definitie,
    meeteenheid,
    richting,
    cast(decimalen as integer) as decimalen,
    meetwijze
from "bouw"."seeds"."indicator_definities"