-- grain: one row per target of a local driehoek, period and source; below a district the course is judged over three years
-- key: gebied_code, indicator_id, doeljaar, periode_id, bron
with beoordeeld as (
    select
        doel.*,
        koers.norm_gehaald,
        koers.koers,
        koers.p_waarde,
        koers.methode,
        koers.reden_code,
        coalesce(indicator.decimalen, 0) as decimalen,
        coalesce(indicator.naam, doel.indicator_id) as naam,
        case indicator.meeteenheid when '%' then '%' else '' end as teken,
        case
            when doel.meetstatus <> 'gemeten' then doel.meetstatus
            when koers.norm_gehaald then 'gehaald'
            when not koers.norm_gehaald then 'niet gehaald'
            else coalesce(koers.koers, 'gemeten, geen oordeel')
        end || case when doel.voorlopig and doel.meetstatus = 'gemeten' then ', voorlopig' else '' end as oordeel
    from {{ ref('int_lokaal_doel_jaar') }} as doel
    inner join {{ ref('int_lokaal_koers') }} as koers using (gebied_code, indicator_id, doeljaar, periode_id, bron)
    left join {{ ref('indicator_definities') }} as indicator using (indicator_id)
)

select
    beoordeeld.gebied_code,
    beoordeeld.indicator_id,
    cast(beoordeeld.doeljaar as integer) as doeljaar,
    beoordeeld.periode_id,
    beoordeeld.bron,
    beoordeeld.jaar,
    cast(beoordeeld.basisjaar as integer) as basisjaar,
    beoordeeld.basiswaarde,
    beoordeeld.norm_doeljaar as norm,
    beoordeeld.operator,
    beoordeeld.vastgesteld_op,
    beoordeeld.padwaarde,
    beoordeeld.waarde,
    beoordeeld.ondergrens,
    beoordeeld.bovengrens,
    beoordeeld.meetstatus,
    beoordeeld.norm_gehaald,
    beoordeeld.koers,
    beoordeeld.p_waarde,
    beoordeeld.methode,
    beoordeeld.reden_code,
    beoordeeld.oordeel,
    beoordeeld.voorlopig,
    concat_ws(
        ' ',
        beoordeeld.naam || ' in ' || beoordeeld.periode_id || ': '
        || coalesce(
            {{ getal('beoordeeld.waarde', 'beoordeeld.decimalen') }} || beoordeeld.teken
            || case when beoordeeld.norm_gehaald is not null
                then '; de norm is ' || {{ getal('beoordeeld.norm_doeljaar', 'beoordeeld.decimalen') }} || beoordeeld.teken
                else '; het pad vraagt ' || {{ getal('beoordeeld.padwaarde', 'beoordeeld.decimalen') }} || beoordeeld.teken
            end || ': ',
            ''
        ) || beoordeeld.oordeel || '.',
        reden.omschrijving
    ) as toelichting,
    beoordeeld.levering_id,
    beoordeeld.regel
from beoordeeld
left join {{ ref('redencodes') }} as reden on reden.reden_code = beoordeeld.reden_code
