-- grain: one row per target, unit, year, path variant and source
-- key: doel_id, gebied_code, jaar, padvariant, bron
with eenheid as (
    select eenheid_code from {{ ref('strategie') }}
),

met_laatste as (
    select
        oordeel.*,
        coalesce(indicator.decimalen, 0) as decimalen,
        indicator.naam as indicator_naam,
        last_value(case when waarde is not null then jaar end ignore nulls) over eerder as laatste_jaar,
        last_value(periode_id ignore nulls) over eerder as laatste_periode_id,
        last_value(waarde ignore nulls) over eerder as laatste_waarde,
        last_value(ondergrens ignore nulls) over eerder as laatste_ondergrens,
        last_value(bovengrens ignore nulls) over eerder as laatste_bovengrens
    from {{ ref('int_oordeel') }} as oordeel
    left join {{ ref('indicator_definities') }} as indicator using (indicator_id)
    window eerder as (
        partition by oordeel.doel_id, oordeel.padvariant, oordeel.bron
        order by oordeel.jaar
        rows between unbounded preceding and current row
    )
),

met_oordeel as (
    select
        *,
        case
            when meetstatus <> 'gemeten' then meetstatus
            when norm_gehaald and voorlopig then 'gehaald, voorlopig'
            when norm_gehaald then 'gehaald'
            when not norm_gehaald and voorlopig then 'niet gehaald, voorlopig'
            when not norm_gehaald then 'niet gehaald'
            when koers is not null and voorlopig then koers || ', voorlopig'
            when koers is not null then koers
            else 'gemeten, geen oordeel'
        end as oordeel,
        -- bounds that would read the same get one decimal more
        decimalen + cast(coalesce(
            round(coalesce(ondergrens, laatste_ondergrens), decimalen)
            = round(coalesce(bovengrens, laatste_bovengrens), decimalen), false
        ) as integer) as grensdecimalen
    from met_laatste
),

zinnen as (
    select
        *,
        case meeteenheid when '%' then '%' else '' end as teken,
        {{ getal('waarde', 'decimalen') }} as waarde_tekst,
        {{ getal('ondergrens', 'grensdecimalen') }} as onder_tekst,
        {{ getal('bovengrens', 'grensdecimalen') }} as boven_tekst,
        {{ getal("case when toets in ('verandering', 'verhouding') then abs(norm) else norm end", "case when toets in ('verandering', 'verhouding') then 0 else decimalen end") }} as norm_tekst,
        {{ getal('padwaarde', 'decimalen') }} as pad_tekst,
        {{ getal('laatste_waarde', 'decimalen') }} as laatste_tekst,
        {{ getal('laatste_ondergrens', 'grensdecimalen') }} as laatste_onder_tekst,
        {{ getal('laatste_bovengrens', 'grensdecimalen') }} as laatste_boven_tekst
    from met_oordeel
),

-- a break between the base year and the year that is compared with it
breuken as (
    select
        zinnen.doel_id,
        zinnen.jaar,
        zinnen.padvariant,
        zinnen.bron,
        string_agg(
            'Reeksbreuk op ' || {{ dag_tekst('breuk.datum') }} || ': ' || breuk.omschrijving, ' ' order by breuk.datum
        ) as reeksbreuk
    from zinnen
    inner join {{ ref('reeksbreuk') }} as breuk
        on breuk.indicator_id = zinnen.indicator_id
        and breuk.bron = zinnen.bron
        and breuk.datum > make_date(zinnen.basisjaar, 1, 1)
        and breuk.datum <= make_date(zinnen.jaar, 12, 31)
    group by all
)

select
    zinnen.doel_id,
    eenheid.eenheid_code as gebied_code,
    zinnen.jaar,
    zinnen.padvariant,
    zinnen.bron,
    zinnen.is_hoofd,
    zinnen.indicator_id,
    zinnen.periode_id,
    zinnen.padwaarde,
    zinnen.waarde,
    zinnen.ondergrens,
    zinnen.bovengrens,
    zinnen.meetstatus,
    zinnen.norm_gehaald,
    zinnen.koers,
    zinnen.p_waarde,
    zinnen.methode,
    zinnen.reden_code,
    zinnen.oordeel,
    zinnen.voorlopig,
    zinnen.waarde_gelijke_leeftijd,
    zinnen.basis_gelijke_leeftijd,
    zinnen.gelijke_leeftijd,
    case when zinnen.waarde is null then zinnen.laatste_periode_id end as laatste_periode_id,
    case when zinnen.waarde is null then zinnen.laatste_waarde end as laatste_waarde,
    case when zinnen.waarde is null then zinnen.laatste_ondergrens end as laatste_ondergrens,
    case when zinnen.waarde is null then zinnen.laatste_bovengrens end as laatste_bovengrens,
    cast(zinnen.gemeenten_met_cijfer as integer) as gemeenten_met_cijfer,
    cast(zinnen.gemeenten_totaal as integer) as gemeenten_totaal,
    concat_ws(
        ' ',
        case
            when zinnen.meetstatus = 'gemeten' and zinnen.waarde is not null then
                zinnen.indicator_naam || ' in ' || zinnen.jaar || ': ' || zinnen.waarde_tekst || zinnen.teken
                || case when zinnen.ondergrens is not null
                    then ' (95% zeker tussen ' || zinnen.onder_tekst || ' en ' || zinnen.boven_tekst || ')'
                    else ''
                end
                || case
                    when zinnen.norm_gehaald and zinnen.toets = 'verandering' then '; elk jaar was de daling ten minste ' || zinnen.norm_tekst || '%.'
                    when not zinnen.norm_gehaald and zinnen.toets = 'verandering'
                        then '; de belofte ''ieder jaar'' is gebroken in ' || array_to_string(zinnen.gebroken_in, ', ') || '.'
                    when zinnen.norm_gehaald and zinnen.toets = 'verhouding'
                        then '; dat is ten minste ' || zinnen.norm_tekst || '% minder dan in ' || zinnen.basisjaar || ': gehaald.'
                    when not zinnen.norm_gehaald and zinnen.toets = 'verhouding'
                        then '; dat is geen ' || zinnen.norm_tekst || '% minder dan in ' || zinnen.basisjaar || ': niet gehaald.'
                    when zinnen.norm_gehaald then '; de norm is ' || zinnen.norm_tekst || zinnen.teken || ': gehaald.'
                    when not zinnen.norm_gehaald then '; de norm is ' || zinnen.norm_tekst || zinnen.teken || ': niet gehaald.'
                    when zinnen.koers is not null
                        then '; het pad vraagt ' || zinnen.pad_tekst || zinnen.teken || ': ' || zinnen.koers || '.'
                    else '.'
                end
            when zinnen.meetstatus = 'gemeten' then
                'Volgt uit ' || replace(zinnen.volgt_uit, ' ', ' en ') || ': ' || zinnen.oordeel || '.'
            when zinnen.laatste_waarde is not null then
                zinnen.indicator_naam || ' in ' || zinnen.jaar || ': ' || zinnen.meetstatus || '; in '
                || zinnen.laatste_jaar || ' was het ' || zinnen.laatste_tekst || zinnen.teken
                || case when zinnen.laatste_ondergrens is not null
                    then ' (95% zeker tussen ' || zinnen.laatste_onder_tekst || ' en ' || zinnen.laatste_boven_tekst || ')'
                    else ''
                end || '.'
            else
                upper(left(zinnen.meetstatus, 1)) || substr(zinnen.meetstatus, 2) || '.'
        end,
        reden.omschrijving,
        dekking.zin
    ) as toelichting,
    case when zinnen.waarde is not null then breuken.reeksbreuk end as reeksbreuk
from zinnen
cross join eenheid
left join {{ ref('int_thema_dekking') }} as dekking on dekking.indicator_id = zinnen.indicator_id
left join breuken
    on breuken.doel_id = zinnen.doel_id
    and breuken.jaar = zinnen.jaar
    and breuken.padvariant = zinnen.padvariant
    and breuken.bron = zinnen.bron
left join {{ ref('redencodes') }} as reden on reden.reden_code = zinnen.reden_code
