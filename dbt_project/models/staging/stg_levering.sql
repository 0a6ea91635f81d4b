-- grain: one row per delivery known on the peildatum
-- key: levering_id
select
    levering_id,
    bron,
    bestand,
    sha256,
    peilmoment,
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
from {{ source('raw', 'leveringen') }}
