-- grain: one row per target or reading of it, area, period (year; below a district three years too), path variant and source
-- key: doel_id, indicator_id, gebied_code, jaar, jaren, padvariant, bron
-- below the unit a target is read as a share of what the area itself measured in the base year; which targets can be
-- read so is said in the seeds. Readings of a target have rows for the unit as well
with strategie as (
    select * from {{ ref('strategie') }}
),

gevraagd as (
    select gebieden.doel_id, doel.indicator_id, 'doel' as lezing, gebieden.niveau, gebieden.padvarianten,
        gebieden.toets, gebieden.padwijze
    from {{ ref('doel_gebieden') }} as gebieden
    inner join {{ ref('doelstellingen') }} as doel using (doel_id)
    where gebieden.padvarianten is not null
    union all
    select doel_id, indicator_id, soort, {{ uitgespreid("string_split(niveaus, ' ')") }}, padvarianten, toets, padwijze
    from {{ ref('doel_lezingen') }}
),

varianten as (
    select
        gevraagd.*,
        {{ uitgespreid("string_split(gevraagd.padvarianten, ' ')") }} as padvariant
    from gevraagd
),

gebieden as (
    select gebied.gebied_code, gebied.gebied_type as niveau
    from {{ ref('int_gebied') }} as gebied
    cross join strategie
    where gebied.gebied_code = strategie.eenheid_code or gebied.eenheid_code = strategie.eenheid_code
),

samenstelling as (
    select naar_code as gebied_code, indeling_jaar, hash(list(gebied_code order by gebied_code)) as welke
    from {{ ref('int_gebied_keten') }}
    group by naar_code, indeling_jaar
),

-- too few answers to show, as in indicatoren. A figure in the borders of its year is of what stood behind them then
cijfers as (
    select
        cijfer.*,
        coalesce(cijfer.interval_soort = 'enquete' and cijfer.n_ongewogen < run.minimum_n, false) as te_weinig,
        case when gebieden.niveau = 'gemeente' then samenstelling.welke end as welke
    from {{ ref('int_interval') }} as cijfer
    inner join gebieden using (gebied_code)
    cross join {{ ref('stg_run') }} as run
    left join samenstelling
        on samenstelling.gebied_code = cijfer.gebied_code
        and samenstelling.indeling_jaar = coalesce(cijfer.indeling_jaar, {{ grenzen_van('cijfer.jaar') }})
    where cijfer.indicator_id in (select indicator_id from gevraagd)
),

-- only where some source ever measured the area
bronnen as (
    select distinct indicator_id, gebied_code, bron from cijfers where waarde is not null and not te_weinig
),

rooster as (
    select
        varianten.doel_id,
        varianten.indicator_id,
        varianten.lezing,
        varianten.toets,
        varianten.padwijze,
        varianten.padvariant,
        row_number() over (
            partition by varianten.doel_id, varianten.indicator_id, gebieden.gebied_code, bronnen.bron, jaar, jaren.jaren
            order by instr(' ' || varianten.padvarianten || ' ', ' ' || varianten.padvariant || ' ')
        ) = 1 as is_hoofd,
        gebieden.gebied_code,
        gebieden.niveau,
        gebieden.niveau in ('basisteam', 'gemeente') as klein,
        bronnen.bron,
        cast(jaar as integer) as jaar,
        cast(jaren.jaren as integer) as jaren,
        doel.thema,
        doel.naam,
        doel.richting,
        doel.basisjaar,
        doel.basiswaarde,
        doel.operator,
        doel.precisie,
        doel.doeljaar,
        indicator.meeteenheid,
        indicator.meetwijze,
        case
            when indicator.meetwijze = 'enquete' then 'VM' || jaar
            when jaren.jaren = 3 then (jaar - 2) || '-' || jaar
            else jaar::varchar
        end as gevraagde_periode
    from varianten
    inner join {{ ref('doelstellingen') }} as doel using (doel_id)
    inner join {{ ref('indicator_definities') }} as indicator on indicator.indicator_id = varianten.indicator_id
    inner join gebieden on gebieden.niveau = varianten.niveau
    inner join bronnen on bronnen.indicator_id = varianten.indicator_id and bronnen.gebied_code = gebieden.gebied_code
    cross join strategie
    cross join (select unnest([1, 3]) as jaren) as jaren
    cross join lateral generate_series(strategie.reeks_van, strategie.reeks_tot) as reeks(jaar)
    where
        jaren.jaren = 1
        or (
            gebieden.niveau in ('basisteam', 'gemeente')
            and indicator.meetwijze = 'telling'
            and jaar between doel.basisjaar + 2 and doel.doeljaar
        )
),

-- what the path leaves of the base: in a year before the path begins all of it
pad as (
    select
        pad.doel_id,
        pad.padvariant,
        pad.jaar,
        pad.waarde,
        case pad.wijze
            when 'relatief' then 1 + pad.waarde / 100
            when 'basis' then 1
            else pad.waarde / doel.basiswaarde
        end as rest,
        min(pad.jaar) over (partition by pad.doel_id, pad.padvariant) as eerste_jaar
    from {{ ref('int_doelpad') }} as pad
    inner join {{ ref('doelstellingen') }} as doel using (doel_id)
    where pad.wijze <> 'geen'
),

jaarpad as (
    select
        rooster.doel_id,
        rooster.indicator_id,
        rooster.gebied_code,
        rooster.bron,
        rooster.padvariant,
        rooster.jaar,
        rooster.jaren,
        list(
            case
                when pad.jaar is not null and rooster.padwijze = 'basis' then 1.0
                when pad.jaar is not null and rooster.padwijze = 'gedrukt' then pad.waarde
                when pad.jaar is not null then pad.rest
                when rooster.jaren = 3 and stuk.jaar > rooster.basisjaar and stuk.jaar < begin.eerste_jaar then 1.0
            end
            order by stuk.jaar
        ) as delen,
        list(deel.teller order by stuk.jaar) as tellers,
        list(deel.noemer order by stuk.jaar) as noemers
    from rooster
    cross join lateral generate_series(rooster.jaar - rooster.jaren + 1, rooster.jaar) as stuk(jaar)
    left join pad on pad.doel_id = rooster.doel_id and pad.padvariant = rooster.padvariant and pad.jaar = stuk.jaar
    left join (select distinct doel_id, padvariant, eerste_jaar from pad) as begin
        on begin.doel_id = rooster.doel_id and begin.padvariant = rooster.padvariant
    left join cijfers as deel
        on rooster.jaren = 3
        and deel.indicator_id = rooster.indicator_id
        and deel.gebied_code = rooster.gebied_code
        and deel.bron = rooster.bron
        and deel.periode_id = stuk.jaar::varchar
    group by all
),

met_waarde as (
    select
        rooster.*,
        case when not cijfer.te_weinig then cijfer.periode_id end as periode_id,
        case when not cijfer.te_weinig then cijfer.waarde end as waarde,
        case when not cijfer.te_weinig then cijfer.ondergrens end as ondergrens,
        case when not cijfer.te_weinig then cijfer.bovengrens end as bovengrens,
        case when not cijfer.te_weinig then cijfer.se end as se,
        case when not cijfer.te_weinig then cijfer.teller end as teller,
        case when not cijfer.te_weinig then cijfer.noemer end as noemer,
        case when not cijfer.te_weinig then cijfer.phi end as phi,
        case when not cijfer.te_weinig then cijfer.methode end as intervalmethode,
        coalesce(cijfer.te_weinig, false) as te_weinig,
        coalesce(cijfer.voorlopig, false) as voorlopig,
        cijfer.gemeenten_met_cijfer,
        cijfer.gemeenten_totaal,
        basis.waarde as basis_gemeten,
        basis.teller as basis_teller,
        basis.noemer as basis_noemer,
        basis.se as basis_se,
        cijfer.waarde is not null and basis.waarde is not null and cijfer.welke is distinct from basis.welke as andere_dekking,
        jaarpad.delen,
        jaarpad.tellers,
        jaarpad.noemers
    from rooster
    inner join jaarpad using (doel_id, indicator_id, gebied_code, bron, padvariant, jaar, jaren)
    left join cijfers as cijfer
        on cijfer.indicator_id = rooster.indicator_id
        and cijfer.gebied_code = rooster.gebied_code
        and cijfer.bron = rooster.bron
        and cijfer.periode_id = rooster.gevraagde_periode
    left join cijfers as basis
        on basis.indicator_id = rooster.indicator_id
        and basis.gebied_code = rooster.gebied_code
        and basis.bron = rooster.bron
        and basis.periode_id = case rooster.meetwijze when 'enquete' then 'VM' else '' end || rooster.basisjaar
        and not basis.te_weinig
),

met_pad as (
    select
        *,
        list_count(delen) = jaren as binnen_pad,
        -- of a count three years add up, of a ratio or a survey figure they do not
        case
            when list_count(delen) < jaren then null
            when padwijze = 'gedrukt' then delen[1]
            when toets = 'ratio_basis' then basis_gemeten * list_sum(delen) / jaren
            else basis_gemeten * list_sum(delen)
        end as padwaarde
    from met_waarde
)

select
    met_pad.* exclude (delen, tellers, noemers),
    -- the years of three apart, to see whether one of them decides
    delen[1] as deel_1, delen[2] as deel_2, delen[3] as deel_3,
    case when jaren = 3 then tellers[1] end as teller_1,
    case when jaren = 3 then tellers[2] end as teller_2,
    case when jaren = 3 then tellers[3] end as teller_3,
    case when jaren = 3 then noemers[1] end as noemer_1,
    case when jaren = 3 then noemers[2] end as noemer_2,
    case when jaren = 3 then noemers[3] end as noemer_3,
    null::double as norm,
    jaren = 3 and met_pad.jaar - 2 <= met_pad.basisjaar as basisjaar_in_periode,
    golf.gehouden as golf_gehouden,
    leeftijd.waarde_gelijke_leeftijd,
    leeftijd.basis_gelijke_leeftijd,
    case
        when met_pad.waarde is null or met_pad.meetwijze <> 'telling' then 'niet van toepassing'
        when met_pad.bron <> 'bvi_incidenten' then 'geen vroege stand'
        -- how an area below a district, or another reading, stood at an earlier moment is not kept
        else coalesce(leeftijd.gelijke_leeftijd, 'niet van toepassing')
    end as gelijke_leeftijd,
    exists (
        select 1 from {{ ref('stg_levering') }} as levering where levering.bron = 'bvi_incidenten'
    ) as incidenten_geleverd,
    case
        when waarde is not null then 'gemeten'
        when te_weinig or (meetwijze = 'enquete' and not golf.gehouden) then 'geen meting'
        else 'geen levering'
    end as meetstatus
from met_pad
left join {{ ref('vm_golven') }} as golf on golf.golf = met_pad.jaar
left join {{ ref('int_gelijke_leeftijd') }} as leeftijd
    on met_pad.lezing = 'doel'
    and leeftijd.doel_id = met_pad.doel_id
    and leeftijd.gebied_code = met_pad.gebied_code
    and leeftijd.jaar = met_pad.jaar
    and met_pad.jaren = 1
    and met_pad.bron = 'bvi_incidenten'
    and met_pad.waarde is not null
