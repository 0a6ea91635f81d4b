-- grain: one row per target or reading of it, area, period, path variant and source: value, path and verdict
-- key: doel_id, lezing, indicator_id, gebied_code, padvariant, bron, jaren, jaar
-- targets of the unit (int_oordeel) and what areas and other readings say of them (int_bijdrage)
with bijdragen as (
    select
        bijdrage.doel_id,
        bijdrage.naam,
        bijdrage.thema,
        bijdrage.indicator_id,
        bijdrage.meeteenheid,
        bijdrage.jaar,
        bijdrage.doeljaar,
        bijdrage.padvariant,
        bijdrage.is_hoofd,
        bijdrage.bron,
        bijdrage.toets,
        bijdrage.periode_id,
        bijdrage.waarde,
        bijdrage.ondergrens,
        bijdrage.bovengrens,
        bijdrage.padwaarde,
        bijdrage.norm,
        bijdrage.operator,
        bijdrage.basisjaar,
        bijdrage.basis_gemeten,
        bijdrage.richting,
        bijdrage.precisie,
        bijdrage.meetwijze,
        bijdrage.teller,
        bijdrage.noemer,
        bijdrage.phi,
        bijdrage.se,
        bijdrage.basis_teller,
        bijdrage.basis_se,
        bijdrage.meetstatus,
        bijdrage.voorlopig,
        bijdrage.gemeenten_met_cijfer,
        bijdrage.gemeenten_totaal,
        bijdrage.waarde_gelijke_leeftijd,
        bijdrage.basis_gelijke_leeftijd,
        bijdrage.gelijke_leeftijd,
        koers.norm_gehaald,
        koers.koers,
        koers.p_waarde,
        koers.methode,
        koers.reden_code,
        bijdrage.gebied_code,
        bijdrage.lezing,
        bijdrage.jaren,
        bijdrage.basis_noemer,
        bijdrage.deel_1,
        bijdrage.deel_2,
        bijdrage.deel_3,
        bijdrage.teller_1,
        bijdrage.teller_2,
        bijdrage.teller_3,
        bijdrage.noemer_1,
        bijdrage.noemer_2,
        bijdrage.noemer_3
    from {{ ref('int_bijdrage') }} as bijdrage
    inner join {{ ref('int_bijdrage_koers') }} as koers
        using (doel_id, indicator_id, gebied_code, jaar, jaren, padvariant, bron)
),

eenheid as (
    select
        oordeel.* exclude (golf_gehouden, incidenten_geleverd, binnen_pad),
        (select eenheid_code from {{ ref('strategie') }}) as gebied_code,
        'doel' as lezing,
        1 as jaren
    from {{ ref('int_oordeel') }} as oordeel
)

select * from eenheid
union all by name
select * from bijdragen
