-- grain: one row per indicator, month in which incidents count, and age in months, for the unit
-- key: indicator_id, maand, leeftijd
select
    ontwikkeling.indicator_id,
    (select eenheid_code from {{ ref('strategie') }}) as gebied_code,
    ontwikkeling.maand,
    ontwikkeling.leeftijd,
    ontwikkeling.bekend_op,
    ontwikkeling.aantal,
    ontwikkeling.aantal_laatst,
    ontwikkeling.volledigheid,
    gewoon.volledigheid as volledigheid_mediaan,
    gewoon.laagst as volledigheid_laagst,
    gewoon.hoogst as volledigheid_hoogst,
    gewoon.maanden as maanden_in_mediaan
from {{ ref('int_ontwikkeling') }} as ontwikkeling
left join {{ ref('int_volledigheid') }} as gewoon using (indicator_id, leeftijd)
