-- grain: one row per other reading, part or companion of a target, area, year, number of years, path variant and source
-- key: doel_id, indicator_id, gebied_code, jaar, jaren, padvariant, bron
-- judged like the target, against its own measured base; the verdict of the target itself is in doelbereik
select
    oordeel.doel_id,
    oordeel.indicator_id,
    oordeel.gebied_code,
    oordeel.jaar,
    cast(oordeel.jaren as integer) as jaren,
    oordeel.padvariant,
    oordeel.bron,
    oordeel.lezing as soort,
    oordeel.is_hoofd,
    oordeel.periode_id,
    cast(oordeel.basisjaar as integer) as basisjaar,
    oordeel.basis_gemeten,
    oordeel.padwaarde,
    oordeel.waarde,
    oordeel.ondergrens,
    oordeel.bovengrens,
    berekening.ondergrens_90,
    berekening.bovengrens_90,
    oordeel.meetstatus,
    oordeel.koers,
    oordeel.p_waarde,
    oordeel.methode,
    oordeel.reden_code,
    oordeel.voorlopig,
    lezing.waarom
from {{ ref('int_doeloordeel') }} as oordeel
inner join {{ ref('doel_lezingen') }} as lezing
    on lezing.doel_id = oordeel.doel_id and lezing.indicator_id = oordeel.indicator_id
left join {{ ref('int_berekening') }} as berekening
    on berekening.doel_id = oordeel.doel_id
    and berekening.lezing = oordeel.lezing
    and berekening.indicator_id = oordeel.indicator_id
    and berekening.gebied_code = oordeel.gebied_code
    and berekening.jaar = oordeel.jaar
    and berekening.jaren = oordeel.jaren
    and berekening.padvariant = oordeel.padvariant
    and berekening.bron = oordeel.bron
where oordeel.lezing <> 'doel'
