-- grain: one row per target, area, year, number of years, path variant and source
-- key: doel_id, gebied_code, jaar, jaren, padvariant, bron
-- of the unit every target, year and variant, with or without a figure; of an area what the seeds say it means there
with bron as (
    select
        oordeel.*,
        case when oordeel.gebied_code = strategie.eenheid_code then 'doel' else 'bijdrage' end as rol,
        case gebied.gebied_type when 'district' then 'district ' when 'basisteam' then 'basisteam ' else '' end
        || gebied.naam as gebied_naam,
        coalesce(indicator.decimalen, 0) as decimalen,
        indicator.naam as indicator_naam
    from {{ ref('int_doeloordeel') }} as oordeel
    cross join {{ ref('strategie') }} as strategie
    left join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = oordeel.gebied_code
    left join {{ ref('indicator_definities') }} as indicator on indicator.indicator_id = oordeel.indicator_id
    where oordeel.lezing = 'doel'
),

met_laatste as (
    select
        bron.*,
        berekening.ondergrens_90,
        berekening.bovengrens_90,
        berekening.een_jaar_beslist,
        berekening.kans_5_procent,
        berekening.jaren_tot_zichtbaar,
        last_value(case when waarde is not null then bron.jaar end ignore nulls) over eerder as laatste_jaar,
        last_value(case when waarde is not null then periode_id end ignore nulls) over eerder as laatste_periode_id,
        last_value(waarde ignore nulls) over eerder as laatste_waarde,
        last_value(ondergrens ignore nulls) over eerder as laatste_ondergrens,
        last_value(bovengrens ignore nulls) over eerder as laatste_bovengrens
    from bron
    left join {{ ref('int_berekening') }} as berekening
        on berekening.doel_id = bron.doel_id
        and berekening.lezing = bron.lezing
        and berekening.gebied_code = bron.gebied_code
        and berekening.jaar = bron.jaar
        and berekening.jaren = bron.jaren
        and berekening.padvariant = bron.padvariant
        and berekening.bron = bron.bron
    window eerder as (
        partition by bron.doel_id, bron.gebied_code, bron.jaren, bron.padvariant, bron.bron
        order by bron.jaar
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
        -- a one-sided 5 % verdict has its 90 % interval beside it, a number its 95 % one
        case when norm_gehaald is null then ondergrens_90 end is not null as is_90,
        case when norm_gehaald is null then coalesce(ondergrens_90, ondergrens) else ondergrens end as toon_onder,
        case when norm_gehaald is null then coalesce(bovengrens_90, bovengrens) else bovengrens end as toon_boven
    from met_laatste
),

met_decimalen as (
    select
        *,
        -- bounds that would read the same get one decimal more
        decimalen + cast(coalesce(
            round(coalesce(toon_onder, laatste_ondergrens), decimalen)
            = round(coalesce(toon_boven, laatste_bovengrens), decimalen), false
        ) as integer) as grensdecimalen
    from met_oordeel
),

zinnen as (
    select
        *,
        case meeteenheid when '%' then '%' else '' end as teken,
        indicator_naam || case rol when 'bijdrage' then ' in ' || gebied_naam else '' end || ' in '
        || case jaren when 3 then (jaar - 2) || '-' || jaar else jaar::varchar end as waar,
        {{ getal('waarde', 'decimalen') }} as waarde_tekst,
        {{ getal('toon_onder', 'grensdecimalen') }} as onder_tekst,
        {{ getal('toon_boven', 'grensdecimalen') }} as boven_tekst,
        {{ getal("case when toets in ('verandering', 'verhouding') then abs(norm) else norm end", "case when toets in ('verandering', 'verhouding') then 0 else decimalen end") }} as norm_tekst,
        {{ getal('padwaarde', 'decimalen') }} as pad_tekst,
        {{ getal('laatste_waarde', 'decimalen') }} as laatste_tekst,
        {{ getal('laatste_ondergrens', 'grensdecimalen') }} as laatste_onder_tekst,
        {{ getal('laatste_bovengrens', 'grensdecimalen') }} as laatste_boven_tekst,
        case when voorlopig then 'voorlopig ' else '' end as nog,
        case when norm_gehaald then 'dus het doel is gehaald' else 'dus het doel is niet gehaald' end as norm_gevolg
    from met_decimalen
),

redenen as (
    select
        reden_code,
        omschrijving,
        lower(left(omschrijving, 1)) || substr(omschrijving, 2) as vervolg
    from {{ ref('redencodes') }}
),

-- a break between the base year and the year that is compared with it
breuken as (
    select
        zinnen.doel_id,
        zinnen.gebied_code,
        zinnen.jaren,
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
    zinnen.gebied_code,
    zinnen.jaar,
    cast(zinnen.jaren as integer) as jaren,
    zinnen.padvariant,
    zinnen.bron,
    zinnen.rol,
    zinnen.is_hoofd,
    -- a figure before none, of those without one the newest, and then the source that goes first
    row_number() over (
        partition by zinnen.doel_id, zinnen.gebied_code, zinnen.jaar, zinnen.jaren, zinnen.padvariant
        order by
            zinnen.meetstatus <> 'gemeten',
            coalesce(zinnen.laatste_jaar, 0) desc,
            coalesce(voorrang.rang, 9),
            zinnen.bron
    ) = 1 as leidend,
    zinnen.indicator_id,
    zinnen.periode_id,
    zinnen.padwaarde,
    zinnen.waarde,
    zinnen.ondergrens,
    zinnen.bovengrens,
    zinnen.ondergrens_90,
    zinnen.bovengrens_90,
    zinnen.meetstatus,
    zinnen.norm_gehaald,
    zinnen.koers,
    zinnen.p_waarde,
    zinnen.methode,
    zinnen.reden_code,
    zinnen.oordeel,
    zinnen.voorlopig,
    zinnen.een_jaar_beslist,
    zinnen.waarde_gelijke_leeftijd,
    zinnen.basis_gelijke_leeftijd,
    zinnen.gelijke_leeftijd,
    case when zinnen.waarde is null then zinnen.laatste_periode_id end as laatste_periode_id,
    case when zinnen.waarde is null then zinnen.laatste_waarde end as laatste_waarde,
    case when zinnen.waarde is null then zinnen.laatste_ondergrens end as laatste_ondergrens,
    case when zinnen.waarde is null then zinnen.laatste_bovengrens end as laatste_bovengrens,
    cast(zinnen.gemeenten_met_cijfer as integer) as gemeenten_met_cijfer,
    cast(zinnen.gemeenten_totaal as integer) as gemeenten_totaal,
    case
        when zinnen.meetstatus = 'gemeten' and zinnen.waarde is not null then
            zinnen.waar || ': ' || zinnen.waarde_tekst || zinnen.teken
            || case when zinnen.toon_onder is not null
                then ' (' || case when zinnen.is_90 then '90' else '95' end || '% zeker tussen ' || zinnen.onder_tekst
                    || ' en ' || zinnen.boven_tekst || ')'
                else ''
            end
            || case
                when zinnen.norm_gehaald and zinnen.toets = 'verandering'
                    then '; elk jaar was de daling ten minste ' || zinnen.norm_tekst || '%, ' || zinnen.norm_gevolg || '.'
                when not zinnen.norm_gehaald and zinnen.toets = 'verandering'
                    then '; de belofte ''ieder jaar'' is gebroken in ' || array_to_string(zinnen.gebroken_in, ', ')
                        || ', ' || zinnen.norm_gevolg || '.'
                when zinnen.norm_gehaald is not null and zinnen.toets = 'verhouding'
                    then '; dat is ' || case when zinnen.norm_gehaald then 'ten minste ' else 'geen ' end
                        || zinnen.norm_tekst || '% minder dan in ' || zinnen.basisjaar || ', ' || zinnen.norm_gevolg || '.'
                when zinnen.norm_gehaald is not null
                    then '; de norm is ' || zinnen.norm_tekst || zinnen.teken || ', ' || zinnen.norm_gevolg || '.'
                when zinnen.reden_code = 'jaarcijfer_te_klein'
                    then '; één jaar zegt in zo''n klein gebied te weinig, dus kijk naar drie jaren.'
                when zinnen.koers is not null
                    then case when zinnen.toets in ('richting', 'niet_minder_basis')
                            then '; uitgaande van ' || zinnen.basisjaar || ' is het pad ' || zinnen.pad_tekst || zinnen.teken
                            else '; het pad vraagt ' || zinnen.pad_tekst || zinnen.teken
                        end
                        || case
                            when zinnen.koers = 'onbeslist' then ', maar het verschil kan toeval zijn'
                            when zinnen.rol = 'doel' then ', dus het doel ligt ' || zinnen.nog || zinnen.koers
                            when zinnen.koers = 'op koers' then ', dus dit gebied draagt ' || zinnen.nog || 'genoeg bij'
                            else ', dus dit gebied draagt ' || zinnen.nog || 'te weinig bij'
                        end || '.'
                else coalesce('; ' || reden.vervolg, '.')
            end
        when zinnen.meetstatus = 'gemeten' then
            'Dit doel volgt uit ' || replace(zinnen.volgt_uit, ' ', ' en ')
            || case
                when zinnen.norm_gehaald is not null then ', ' || zinnen.norm_gevolg
                when zinnen.koers = 'onbeslist' then ', maar daar kan het verschil toeval zijn'
                when zinnen.koers is not null then ', dus het ligt ' || zinnen.nog || zinnen.koers
                else ', maar daar is geen oordeel over'
            end || '.'
        when zinnen.laatste_waarde is not null then
            zinnen.waar || ': ' || zinnen.meetstatus || '; in ' || zinnen.laatste_jaar || ' was het '
            || zinnen.laatste_tekst || zinnen.teken
            || case when zinnen.laatste_ondergrens is not null
                then ' (95% zeker tussen ' || zinnen.laatste_onder_tekst || ' en ' || zinnen.laatste_boven_tekst || ')'
                else ''
            end || ', maar over ' || zinnen.jaar || ' is niets te zeggen.'
        else
            upper(left(zinnen.meetstatus, 1)) || substr(zinnen.meetstatus, 2) || coalesce(': ' || reden.vervolg, '.')
    end as toelichting,
    nullif(concat_ws(' ', reden.omschrijving, dekking.zin), '') as kanttekening,
    zinnen.jaren_tot_zichtbaar,
    case
        when zinnen.jaren_tot_zichtbaar = 1 then 'Een verandering van 5% per jaar is hier al na 1 jaar te zien.'
        when zinnen.jaren_tot_zichtbaar > 1
            then 'Een verandering van 5% per jaar is hier pas na ' || zinnen.jaren_tot_zichtbaar || ' jaar te zien.'
        when zinnen.kans_5_procent is not null
            then 'Een verandering van 5% per jaar is hier ook na vijftig jaar niet te zien.'
    end as zichtbaarheid,
    case when zinnen.waarde is not null then breuken.reeksbreuk end as reeksbreuk
from zinnen
left join {{ ref('int_thema_dekking') }} as dekking on dekking.indicator_id = zinnen.indicator_id
left join breuken
    on breuken.doel_id = zinnen.doel_id
    and breuken.gebied_code = zinnen.gebied_code
    and breuken.jaar = zinnen.jaar
    and breuken.jaren = zinnen.jaren
    and breuken.padvariant = zinnen.padvariant
    and breuken.bron = zinnen.bron
left join {{ ref('bronvoorrang') }} as voorrang on voorrang.bron = zinnen.bron
left join redenen as reden on reden.reden_code = zinnen.reden_code
