-- grain: one row per quantity, area and period per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    lev.soort as levering_soort,
    lower(bron.grootheid) as grootheid_id,
    {{ gebied_code('bron.gebied_code') }} as gebied_code,
    upper(bron.periode) as periode_id,
    -- of three years the last: 2014-2016 is about 2016
    cast(
        case when regexp_full_match(bron.periode, '[0-9]{4}-[0-9]{4}') then right(bron.periode, 4) else left(bron.periode, 4) end
        as integer
    ) as jaar,
    bron.waarde,
    bron.meeteenheid,
    bron.norm,
    bron.bronhouder
from {{ source('raw', 'registratie') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
