-- grain: one row per kind of crime, area and year per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    lev.indeling_jaar,
    bron.soort_misdrijf as inp_code,
    {{ gebied_code('bron.regio') }} as gebied_code,
    cast(left(bron.periode, 4) as integer) as jaar,
    bron.aantal
from {{ source('raw', 'politie_47018ned') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
