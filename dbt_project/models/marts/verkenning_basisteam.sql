-- grain: one row per basisteam (and for burglaries without one) and year: burglaries as chapter 3.3.2 promises to explore them
-- key: basisteam_code, jaar
with teams as (
    select gebied.gebied_code as basisteam_code, gebied.naam, gebied.district_code
    from {{ ref('int_gebied') }} as gebied
    inner join {{ ref('strategie') }} as strategie using (eenheid_code)
    where gebied.gebied_type = 'basisteam'
    union all
    select 'onbekend' as basisteam_code, 'Basisteam onbekend' as naam, null as district_code
),

hele_jaren as (
    select cast(year(maand) as integer) as jaar
    from {{ ref('int_inbraak_maand') }}
    group by all
    having count(distinct maand) = 12
),

jaren as (
    select jaar from hele_jaren
    union
    select jaar from {{ ref('int_inbraak') }}
),

geteld as (
    select
        basisteam_code,
        jaar,
        count(*) as aantal,
        count(*) filter (where poging) as pogingen,
        count(*) filter (where poging is null) as poging_onbekend,
        count(*) filter (where tijd_soort = 'tot een dag') as tijd_tot_een_dag,
        count(*) filter (where tijd_soort = 'langer') as tijd_langer,
        count(*) filter (where tijd_soort = 'einde voor begin') as tijd_omgekeerd,
        count(*) filter (where tijd_soort = 'onbekend') as tijd_onbekend,
        sum(verdachten) as verdachten,
        count(*) filter (where verdachten > 0) as met_verdachte,
        sum(aanhoudingen) as aanhoudingen,
        count(*) filter (where verdachten is null or aanhoudingen is null) as verdachten_onbekend,
        count(*) filter (where opgehelderd) as opgehelderd
    from {{ ref('int_inbraak') }}
    group by all
),

-- what stands at no team in a year may belong to any: the reader of a team has to know how much that is
zonder_team as (
    select
        jaar,
        sum(aantal) as eenheid_aantal,
        coalesce(sum(aantal) filter (where basisteam_code = 'onbekend'), 0) as eenheid_zonder_team
    from geteld
    group by jaar
),

rijen as (
    select
        teams.basisteam_code,
        teams.naam,
        teams.district_code,
        jaren.jaar,
        -- the deliveries cover the year whole and it is settled, or the count may still grow
        hele_jaren.jaar is not null as heel_jaar,
        coalesce(geteld.aantal, 0) as aantal,
        coalesce(geteld.pogingen, 0) as pogingen,
        coalesce(geteld.poging_onbekend, 0) as poging_onbekend,
        coalesce(geteld.tijd_tot_een_dag, 0) as tijd_tot_een_dag,
        coalesce(geteld.tijd_langer, 0) as tijd_langer,
        coalesce(geteld.tijd_omgekeerd, 0) as tijd_omgekeerd,
        coalesce(geteld.tijd_onbekend, 0) as tijd_onbekend,
        coalesce(geteld.verdachten, 0) as verdachten,
        coalesce(geteld.met_verdachte, 0) as met_verdachte,
        coalesce(geteld.aanhoudingen, 0) as aanhoudingen,
        coalesce(geteld.verdachten_onbekend, 0) as verdachten_onbekend,
        coalesce(geteld.opgehelderd, 0) as opgehelderd,
        coalesce(zonder_team.eenheid_aantal, 0) as eenheid_aantal,
        coalesce(zonder_team.eenheid_zonder_team, 0) as eenheid_zonder_team
    from teams
    cross join jaren
    left join hele_jaren on hele_jaren.jaar = jaren.jaar
    left join geteld on geteld.basisteam_code = teams.basisteam_code and geteld.jaar = jaren.jaar
    left join zonder_team on zonder_team.jaar = jaren.jaar
),

vergeleken as (
    select
        rijen.*,
        case when rijen.heel_jaar then vorig.aantal end as vorig_aantal,
        trend.status as trend_status,
        trend.verandering as trend_procent,
        trend.ondergrens as trend_ondergrens,
        trend.bovengrens as trend_bovengrens,
        trend.p_waarde as trend_p,
        trend.aantal as trend_aantal
    from rijen
    left join rijen as vorig
        on vorig.basisteam_code = rijen.basisteam_code and vorig.jaar = rijen.jaar - 1 and vorig.heel_jaar
    left join {{ ref('int_inbraak_trend') }} as trend
        on trend.basisteam_code = rijen.basisteam_code and trend.jaar = rijen.jaar
)

select
    basisteam_code,
    jaar,
    naam,
    district_code,
    case when heel_jaar then 'heel jaar' else 'deel van het jaar of voorlopig' end as jaar_status,
    cast(aantal as bigint) as aantal,
    cast(vorig_aantal as bigint) as vorig_aantal,
    cast(pogingen as bigint) as pogingen,
    cast(poging_onbekend as bigint) as poging_onbekend,
    cast(tijd_tot_een_dag as bigint) as tijd_tot_een_dag,
    cast(tijd_langer as bigint) as tijd_langer,
    cast(tijd_omgekeerd as bigint) as tijd_omgekeerd,
    cast(tijd_onbekend as bigint) as tijd_onbekend,
    cast(verdachten as bigint) as verdachten,
    cast(met_verdachte as bigint) as met_verdachte,
    cast(aanhoudingen as bigint) as aanhoudingen,
    cast(verdachten_onbekend as bigint) as verdachten_onbekend,
    cast(opgehelderd as bigint) as opgehelderd,
    case
        when basisteam_code = 'onbekend' then 'geen basisteam'
        when not heel_jaar then 'jaar niet heel'
        else coalesce(trend_status, 'te kort')
    end as trend_status,
    case when trend_status = 'geschat' then trend_procent end as trend_procent,
    case when trend_status = 'geschat' then trend_ondergrens end as trend_ondergrens,
    case when trend_status = 'geschat' then trend_bovengrens end as trend_bovengrens,
    case when trend_status = 'geschat' then trend_p end as trend_p,
    cast(eenheid_zonder_team as bigint) as eenheid_zonder_team,
    'niet geladen' as werkwijze_status,
    'In ' || jaar || ' staan er ' || {{ getal('aantal::double', 0) }} || ' woninginbraken bij '
    || case when basisteam_code = 'onbekend' then 'geen enkel basisteam' else 'basisteam ' || naam end
    || ', waarvan ' || {{ getal('pogingen::double', 0) }} || ' pogingen'
    || case
        when not heel_jaar then '; het jaar is niet heel geleverd of nog voorlopig'
        when trend_status = 'geschat' then '; over de drie jaren ' || (jaar - 2) || '-' || jaar || ' ging het per jaar '
            || {{ getal('abs(trend_procent)', 1) }} || ' % ' || case when trend_procent < 0 then 'omlaag' else 'omhoog' end
            || ' (marge ' || {{ getal('trend_ondergrens', 1) }} || ' tot ' || {{ getal('trend_bovengrens', 1) }} || ')'
            || case when trend_p <= 0.05 then '' else ', wat toeval kan zijn' end
        when trend_status = 'te weinig' then '; er zijn er te weinig om over drie jaren een trend te zien'
        else ''
    end
    || case
        when eenheid_zonder_team > 0 and basisteam_code <> 'onbekend'
            then '; bij ' || {{ getal('eenheid_zonder_team::double', 0) }} || ' van de '
            || {{ getal('eenheid_aantal::double', 0) }} || ' inbraken van de eenheid is geen basisteam bekend'
        else ''
    end || '.' as toelichting
from vergeleken
