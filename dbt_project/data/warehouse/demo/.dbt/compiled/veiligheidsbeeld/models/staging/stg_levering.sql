-- grain: one row per delivery known on the peildatum
-- key: levering_id
select
    levering_id,
    bron,
    bestand,
    sha256,
    peilmoment,
    -- the order in which deliveries speak: by moment, and at equal moments by content
    cast(row_number() over (order by peilmoment, sha256, bron) as integer) as volgorde,
    soort,
    dekking_codes,
    dekking_gebieden,
    dekking_datumveld,
    dekking_van,
    dekking_tot,
    fictief,
    indeling_jaar,
    gelezen,
    aanvaard,
    afgekeurd
from "bouw"."raw"."leveringen"