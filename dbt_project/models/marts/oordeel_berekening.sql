-- grain: one row per verdict of doelbereik: the numbers with which it can be worked out again
-- key: doel_id, gebied_code, jaar, jaren, padvariant, bron
select
    berekening.doel_id,
    berekening.gebied_code,
    berekening.jaar,
    berekening.jaren,
    berekening.padvariant,
    berekening.bron,
    oordeel.toets,
    oordeel.meetwijze,
    oordeel.richting,
    oordeel.teller,
    oordeel.noemer,
    oordeel.se,
    oordeel.phi,
    case when oordeel.phi is not null then dispersie.maanden end as phi_maanden,
    cast(oordeel.basisjaar as integer) as basisjaar,
    oordeel.basis_gemeten,
    oordeel.basis_teller,
    oordeel.basis_noemer,
    oordeel.basis_se,
    oordeel.deel_1,
    oordeel.deel_2,
    oordeel.deel_3,
    oordeel.teller_1,
    oordeel.teller_2,
    oordeel.teller_3,
    oordeel.noemer_1,
    oordeel.noemer_2,
    oordeel.noemer_3,
    oordeel.volgt_uit,
    array_to_string(oordeel.gebroken_in, ' ') as gebroken_in,
    berekening.toets_soort,
    berekening.toets_nieuw,
    berekening.toets_basis,
    berekening.toets_tegen,
    berekening.toets_se,
    berekening.toets_phi_laag,
    berekening.toets_phi_hoog,
    berekening.omslag_op_koers,
    berekening.omslag_niet_op_koers,
    berekening.omslag_norm,
    berekening.kans_5_procent
from {{ ref('int_berekening') }} as berekening
inner join {{ ref('int_doeloordeel') }} as oordeel
    on oordeel.doel_id = berekening.doel_id
    and oordeel.lezing = berekening.lezing
    and oordeel.gebied_code = berekening.gebied_code
    and oordeel.jaar = berekening.jaar
    and oordeel.jaren = berekening.jaren
    and oordeel.padvariant = berekening.padvariant
    and oordeel.bron = berekening.bron
left join {{ ref('int_dispersie') }} as dispersie
    on dispersie.gebied_code = oordeel.gebied_code
    and dispersie.indicator_id = case
        when oordeel.indicator_id in ('woninginbraken_verandering', 'verdachtenratio_woninginbraak') then 'woninginbraken'
        else oordeel.indicator_id
    end
where berekening.lezing = 'doel'
