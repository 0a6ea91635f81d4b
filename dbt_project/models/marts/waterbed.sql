-- grain: one row per indicator, source, gemeente of the unit and pair of periods
-- key: indicator_id, bron, gebied_code, voor_periode, na_periode
with voorlopig as (
    select distinct indicator_id, bron, gebied_code, jaar
    from {{ ref('int_meting') }}
    where voorlopig and periode_id = jaar::varchar
),

rijen as (
    select
        waterbed.*,
        gebied.naam,
        -- what happened here, and what to make of it: two halves of one sentence
        'In ' || gebied.naam || ' ging het van ' || {{ getal('aantal_voor::double', 0) }} || ' (' || voor_periode || ') naar '
        || {{ getal('aantal_na::double', 0) }} || ' (' || na_periode || ')' as gemeten,
        case
            when rand_procent >= 0.5
                then ' Wat er over de ' || {{ getal('rand_procent', 0) }}
                || ' % van de grens gebeurt waar niet geteld wordt, is niet te zien.'
            else ''
        end as rand
    from {{ ref('int_waterbed') }} as waterbed
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
),

verwoord as (
    select
        *,
        gemeten || ', ' || case uitkomst
            when 'verplaatsing'
                then {{ getal('-verschil_gebied', 0) }} || ' minder dan in vergelijkbare gemeenten, en bij de buren '
                || {{ getal('verschil_buren', 0) }} || ' meer: dit wijst op verplaatsing.'
            when 'daling na een piek'
                then 'maar de jaren daarvoor lag het even laag: de daling maakt een piek ongedaan en bewijst geen aanpak.'
            when 'daling, ook bij de buren'
                then {{ getal('-verschil_gebied', 0) }} || ' minder dan in vergelijkbare gemeenten, en ook bij de buren '
                || {{ getal('-verschil_buren', 0) }} || ' minder: de winst is niet verplaatst.'
            when 'daling zonder verplaatsing'
                then {{ getal('-verschil_gebied', 0) }} || ' minder dan in vergelijkbare gemeenten; dat het naar de buren '
                || 'is verplaatst, is niet aangetoond (marge bij de buren ' || {{ getal('1.96 * se_buren', 0) }} || ').'
            when 'geen aantoonbare daling'
                then 'niet aantoonbaar minder dan in vergelijkbare gemeenten: naar verplaatsing is dan niet te vragen.'
            else 'maar er is te weinig geteld, hier of bij de buren, om verplaatsing te bepalen.'
        end || rand as toelichting
    from rijen
)

select
    verwoord.indicator_id,
    verwoord.bron,
    verwoord.gebied_code,
    verwoord.voor_periode,
    verwoord.na_periode,
    verwoord.soort,
    verwoord.indeling_jaar,
    verwoord.uitkomst,
    verwoord.na_piek,
    verwoord.aantal_voor,
    verwoord.aantal_na,
    verwoord.controle_voor,
    verwoord.controle_na,
    verwoord.buren_voor,
    verwoord.buren_na,
    verwoord.burencontrole_voor,
    verwoord.burencontrole_na,
    verwoord.controles,
    verwoord.burencontroles,
    verwoord.buren,
    verwoord.buren_geteld,
    verwoord.buren_in_zone,
    verwoord.rand_procent,
    verwoord.verschil_gebied,
    verwoord.se_gebied,
    verwoord.p_daling,
    verwoord.q_daling,
    verwoord.verschil_buren,
    verwoord.se_buren,
    verwoord.p_stijging_buren,
    verwoord.p_verplaatsing,
    verwoord.q_verplaatsing,
    verwoord.wdd,
    verwoord.se,
    verwoord.ondergrens,
    verwoord.bovengrens,
    verwoord.z,
    verwoord.p_waarde,
    verwoord.q_waarde,
    verwoord.phi,
    verwoord.alfa,
    exists (
        select 1
        from voorlopig
        where
            voorlopig.indicator_id = verwoord.indicator_id
            and voorlopig.bron = verwoord.bron
            and voorlopig.gebied_code = verwoord.gebied_code
            and voorlopig.jaar between cast(left(verwoord.voor_periode, 4) as integer)
            and cast(right(verwoord.na_periode, 4) as integer)
    ) as voorlopig,
    verwoord.toelichting
from verwoord
