-- grain: one row per line of goods of a registration per delivery
-- key: levering_id, regel
-- the number of the registration becomes the pseudonym it has in stg_bvi__incident
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    lev.soort as levering_soort,
    {{ pseudoniem('bron.bronregistratie') }} as registratie_pseudoniem,
    bron.volgnummer,
    bron.categorie,
    bron.soort,
    bron.aantal
from {{ source('raw', 'bvi_goederen') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
