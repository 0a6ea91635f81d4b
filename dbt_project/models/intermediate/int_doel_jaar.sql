-- grain: one row per target, year, path variant and source, unit level: all that a verdict needs
-- key: doel_id, jaar, padvariant, bron
with strategie as (
    select * from {{ ref('strategie') }}
),

jaren as (
    select cast(jaar as integer) as jaar
    from strategie
    cross join lateral generate_series(strategie.reeks_van, strategie.reeks_tot) as t(jaar)
),

-- too few answers to show, as in indicatoren: there is a survey, but not a figure
waarden as (
    select
        interval.*,
        coalesce(interval.interval_soort = 'enquete' and interval.n_ongewogen < run.minimum_n, false) as te_weinig
    from {{ ref('int_interval') }} as interval
    inner join strategie on strategie.eenheid_code = interval.gebied_code
    cross join {{ ref('stg_run') }} as run
    where interval.periode_id in (interval.jaar::varchar, 'VM' || interval.jaar)
),

varianten as (
    select distinct doel_id, padvariant, is_hoofd from {{ ref('padvarianten') }}
),

bronnen as (
    select doel.doel_id, waarden.bron
    from {{ ref('doelstellingen') }} as doel
    inner join waarden using (indicator_id)
    group by all
),

rooster as (
    select
        doel.* exclude (uitgewerkt_in, uitleg),
        jaren.jaar,
        varianten.padvariant,
        varianten.is_hoofd,
        coalesce(bronnen.bron, 'geen') as bron
    from {{ ref('doelstellingen') }} as doel
    inner join varianten using (doel_id)
    cross join jaren
    left join bronnen using (doel_id)
),

met_waarde as (
    select
        rooster.*,
        indicator.meetwijze,
        case when not waarden.te_weinig then waarden.periode_id end as periode_id,
        case when not waarden.te_weinig then waarden.waarde end as waarde,
        case when not waarden.te_weinig then waarden.ondergrens end as ondergrens,
        case when not waarden.te_weinig then waarden.bovengrens end as bovengrens,
        case when not waarden.te_weinig then waarden.se end as se,
        case when not waarden.te_weinig then waarden.teller end as teller,
        case when not waarden.te_weinig then waarden.noemer end as noemer,
        case when not waarden.te_weinig then waarden.phi end as phi,
        case when not waarden.te_weinig then waarden.methode end as intervalmethode,
        coalesce(waarden.te_weinig, false) as te_weinig,
        coalesce(waarden.voorlopig, false) as voorlopig,
        waarden.gemeenten_met_cijfer,
        waarden.gemeenten_totaal,
        basis.waarde as basis_gemeten,
        basis.teller as basis_teller,
        basis.se as basis_se,
        misdrijven_nu.welke is distinct from misdrijven_basis.welke as andere_dekking
    from rooster
    left join {{ ref('indicator_definities') }} as indicator using (indicator_id)
    left join waarden
        on waarden.indicator_id = rooster.indicator_id
        and waarden.jaar = rooster.jaar
        and waarden.bron = rooster.bron
    left join waarden as basis
        on basis.indicator_id = rooster.indicator_id
        and basis.jaar = rooster.basisjaar
        and basis.bron = rooster.bron
        and not basis.te_weinig
    left join {{ ref('int_misdrijven') }} as misdrijven_nu
        on rooster.indicator_id = 'geregistreerde_misdrijven'
        and misdrijven_nu.gebied_code = (select eenheid_code from strategie)
        and misdrijven_nu.jaar = rooster.jaar
        and misdrijven_nu.bron = rooster.bron
    left join {{ ref('int_misdrijven') }} as misdrijven_basis
        on rooster.indicator_id = 'geregistreerde_misdrijven'
        and misdrijven_basis.gebied_code = (select eenheid_code from strategie)
        and misdrijven_basis.jaar = rooster.basisjaar
        and misdrijven_basis.bron = rooster.bron
),

met_pad as (
    select
        met_waarde.*,
        pad.waarde as padgetal,
        case pad.wijze
            when 'relatief' then met_waarde.basis_gemeten * (1 + pad.waarde / 100)
            when 'basis' then met_waarde.basis_gemeten
            else pad.waarde
        end as padwaarde,
        pad.wijze is not null and pad.wijze <> 'geen' as binnen_pad
    from met_waarde
    left join {{ ref('int_doelpad') }} as pad using (doel_id, padvariant, jaar)
)

select
    met_pad.*,
    golf.gehouden as golf_gehouden,
    leeftijd.waarde_gelijke_leeftijd,
    leeftijd.basis_gelijke_leeftijd,
    -- a published table shows a year as it is now, never as it was
    case
        when waarde is null or toets not in ('telling', 'verhouding', 'verandering') then 'niet van toepassing'
        else coalesce(leeftijd.gelijke_leeftijd, 'geen vroege stand')
    end as gelijke_leeftijd,
    exists (
        select 1 from {{ ref('stg_levering') }} as levering where levering.bron = 'bvi_incidenten'
    ) as incidenten_geleverd,
    case
        when not meetbaar then 'niet meetbaar'
        when waarde is not null then 'gemeten'
        when te_weinig or (meetwijze = 'enquete' and not golf.gehouden) then 'geen meting'
        else 'geen levering'
    end as meetstatus
from met_pad
left join {{ ref('vm_golven') }} as golf on golf.golf = met_pad.jaar
left join {{ ref('int_gelijke_leeftijd') }} as leeftijd
    on leeftijd.doel_id = met_pad.doel_id
    and leeftijd.gebied_code = (select eenheid_code from strategie)
    and leeftijd.jaar = met_pad.jaar
    and met_pad.bron = 'bvi_incidenten'
    and met_pad.waarde is not null
