-- grain: one row per kind of nuisance and year per delivery, whole country
-- key: levering_id, regel
with soorten (overlast, indicator_id) as (
    values
        ('Totaal registraties overlast', 'overlastregistraties'),
        ('0.0.0', 'overlastregistraties'),
        ('E33', 'overlast_verwarde_personen'),
        ('E35', 'overlast_jeugd'),
        ('E38', 'overlast_alcohol_drugs'),
        ('Overlast door verward persoon', 'overlast_verwarde_personen'),
        ('Melding overlast jeugd', 'overlast_jeugd'),
        ('Overlast ivm alcohol/ drugs', 'overlast_alcohol_drugs'),
        ('Overlast ivm alcohol/drugs', 'overlast_alcohol_drugs')
)

select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    bron.overlast,
    soorten.indicator_id,
    'NL01' as gebied_code,
    bron.jaar,
    bron.aantal
from {{ source('raw', 'politie_47021ned') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join soorten on soorten.overlast = bron.overlast
