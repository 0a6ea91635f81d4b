-- grain: one row per indicator, source and day on which their series breaks
-- key: indicator_id, bron, datum
select
    reeks.indicator_id,
    reeks.bron,
    breuk.datum,
    breuk.breuk_id,
    breuk.omschrijving,
    reeks.verwacht_effect,
    breuk.vindplaats
from {{ ref('reeksbreuk_reeksen') }} as reeks
inner join {{ ref('reeksbreuken') }} as breuk using (breuk_id)
