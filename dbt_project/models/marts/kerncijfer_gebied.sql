-- grain: one row per indicator, source, area (unit, district, gemeente), year and denominator
-- key: indicator_id, bron, gebied_code, jaar, noemer_soort
select
    cijfer.indicator_id,
    cijfer.bron,
    cijfer.gebied_code,
    cijfer.jaar,
    cijfer.noemer_soort,
    cijfer.indeling_jaar,
    cijfer.aantal,
    cijfer.noemer,
    1000.0 * cijfer.aantal / cijfer.noemer as per_duizend,
    1000.0 * marge.ondergrens / cijfer.noemer as ondergrens,
    1000.0 * marge.bovengrens / cijfer.noemer as bovengrens,
    marge.methode,
    krimp.per_duizend as per_duizend_gekrompen,
    krimp.gewicht as gewicht_eigen,
    cijfer.grootteklasse,
    krimp.verwacht,
    cijfer.aantal / nullif(krimp.verwacht, 0) as verhouding,
    marge.ondergrens / nullif(krimp.verwacht, 0) as verhouding_ondergrens,
    marge.bovengrens / nullif(krimp.verwacht, 0) as verhouding_bovengrens,
    coalesce(marge.voorlopig, false) as voorlopig
from {{ ref('int_kerncijfer') }} as cijfer
left join {{ ref('int_interval') }} as marge
    on marge.indicator_id = cijfer.indicator_id
    and marge.gebied_code = cijfer.gebied_code
    and marge.bron = cijfer.bron
    and marge.periode_id = cijfer.jaar::varchar
left join {{ ref('int_krimp') }} as krimp
    on krimp.indicator_id = cijfer.indicator_id
    and krimp.bron = cijfer.bron
    and krimp.gebied_code = cijfer.gebied_code
    and krimp.jaar = cijfer.jaar
    and krimp.noemer_soort = cijfer.noemer_soort
