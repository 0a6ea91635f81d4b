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
    cast(oordeel.basisjaar as integer) as basisjaar,
    oordeel.basis_gemeten,
    oordeel.basis_teller,
    oordeel.basis_noemer,
    oordeel.basis_se,
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
where berekening.lezing = 'doel'
