-- grain: one row per indicator, area, period and source: the value before it has its margin
-- key: indicator_id, gebied_code, periode_id, bron
-- interval_soort says how int_interval makes the margin: telling, verhouding, ratio, aandeel, gepubliceerd, enquete or geen
with instelling as (
    select peildatum, voorlopig_maanden, voorlopig_drempel, telregel_id, indeling_jaar from {{ ref('stg_run') }}
),

-- provisional while additions of the size that matters are expected; where the past does not tell how much, or
-- there is nothing to multiply, until some months after the end of the period
tellingen as (
    select
        telling.*,
        case
            when telling.aanvulling is null or telling.aantal = 0
                then make_date(telling.jaar, 12, 31) + to_months(instelling.voorlopig_maanden) > instelling.peildatum
            else telling.aanvulling > 0 and telling.aanvulling >= instelling.voorlopig_drempel * telling.aantal
        end as voorlopig
    from {{ ref('int_telling_incident') }} as telling
    cross join instelling
),

incidenten as (
    select
        telling.indicator_id,
        telling.gebied_code,
        telling.periode_id,
        telling.jaar,
        'bvi_incidenten' as bron,
        instelling.telregel_id,
        instelling.indeling_jaar,
        telling.aantal::double as waarde,
        telling.aantal::double as teller,
        null::double as noemer,
        'telling' as interval_soort,
        telling.aanvulling as verwachte_aanvulling,
        telling.afname as verwachte_afname,
        telling.voorlopig
    from tellingen as telling
    cross join instelling
),

verdachten as (
    select
        'verdachtenratio_woninginbraak' as indicator_id,
        telling.gebied_code,
        telling.periode_id,
        telling.jaar,
        'bvi_incidenten' as bron,
        instelling.telregel_id,
        instelling.indeling_jaar,
        100.0 * telling.verdachten / nullif(telling.aantal, 0) as waarde,
        telling.verdachten::double as teller,
        telling.aantal::double as noemer,
        'ratio' as interval_soort,
        telling.voorlopig
    from tellingen as telling
    cross join instelling
    where telling.indicator_id = 'woninginbraken'
),

-- what the suspects themselves say, beside the number that stands at each incident
met_verdachten as (
    select
        telling.gebied_code,
        telling.periode_id,
        telling.jaar,
        gebied.gebied_type,
        instelling.telregel_id,
        instelling.indeling_jaar,
        telling.voorlopig,
        verdachte.aantal,
        verdachte.verdachten_cohort,
        verdachte.verdachten_periode,
        verdachte.met_verdachte,
        verdachte.minderjarig,
        verdachte.leeftijd_bekend
    from tellingen as telling
    inner join {{ ref('int_telling_verdachte') }} as verdachte using (gebied_code, periode_id)
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    cross join instelling
    where telling.indicator_id = 'woninginbraken'
),

lezingen as (
    select * exclude (aantal), 'verdachtenratio_woninginbraak_cohort' as indicator_id, 'ratio' as interval_soort,
        verdachten_cohort as teller, aantal as noemer
    from met_verdachten
    union all by name
    select * exclude (aantal), 'verdachtenratio_woninginbraak_periode' as indicator_id, 'ratio' as interval_soort,
        verdachten_periode as teller, aantal as noemer
    from met_verdachten
    where verdachten_periode is not null
    union all by name
    select * exclude (aantal), 'woninginbraken_met_verdachte' as indicator_id, 'aandeel' as interval_soort,
        met_verdachte as teller, aantal as noemer
    from met_verdachten
    union all by name
    -- below the district it would tell the age of single persons
    select * exclude (aantal), 'minderjarige_verdachten_woninginbraak' as indicator_id, 'aandeel' as interval_soort,
        minderjarig as teller, leeftijd_bekend as noemer
    from met_verdachten
    where gebied_type in ('eenheid', 'district')
),

verdachten_zelf as (
    select
        indicator_id,
        gebied_code,
        periode_id,
        jaar,
        'bvi_verdachten' as bron,
        telregel_id,
        indeling_jaar,
        100.0 * teller / nullif(noemer, 0) as waarde,
        teller::double as teller,
        noemer::double as noemer,
        interval_soort,
        voorlopig
    from lezingen
),

open_tellingen as (
    select
        indicator_id,
        gebied_code,
        jaar::varchar as periode_id,
        jaar,
        'politie_47018ned' as bron,
        'eigenaar' as telregel_id,
        indeling_jaar,
        aantal::double as waarde,
        aantal::double as teller,
        'telling' as interval_soort,
        false as voorlopig
    from {{ ref('int_telling_indeling') }}
    where aantal is not null
),

overlast as (
    select
        indicator_id,
        gebied_code,
        jaar::varchar as periode_id,
        jaar,
        'politie_47021ned' as bron,
        'eigenaar' as telregel_id,
        aantal::double as waarde,
        aantal::double as teller,
        'telling' as interval_soort,
        false as voorlopig
    from {{ ref('int_telling_overlast') }}
),

misdrijven as (
    select
        'geregistreerde_misdrijven' as indicator_id,
        gebied_code,
        jaar::varchar as periode_id,
        jaar,
        bron,
        'eigenaar' as telregel_id,
        aantal::double as waarde,
        aantal::double as teller,
        'telling' as interval_soort,
        false as voorlopig,
        gemeenten_met_cijfer,
        gemeenten_totaal
    from {{ ref('int_misdrijven') }}
),

drie_jaren as (
    select
        indicator_id,
        gebied_code,
        periode_id,
        jaar,
        bron,
        'eigenaar' as telregel_id,
        indeling_jaar,
        aantal::double as waarde,
        aantal::double as teller,
        'telling' as interval_soort,
        false as voorlopig
    from {{ ref('int_telling_drie_jaren') }}
),

-- both years must be there; a change is the ratio of two counts
verandering as (
    select
        'woninginbraken_verandering' as indicator_id,
        nu.gebied_code,
        nu.jaar::varchar as periode_id,
        nu.jaar,
        nu.bron,
        case nu.bron when 'bvi_incidenten' then instelling.telregel_id else 'eigenaar' end as telregel_id,
        100.0 * (nu.aantal / vorig.aantal - 1) as waarde,
        nu.aantal::double as teller,
        vorig.aantal::double as noemer,
        'verhouding' as interval_soort,
        -- the newer year is the one that may still grow
        coalesce(nu.bron = 'bvi_incidenten' and telling.voorlopig, false) as voorlopig
    from {{ ref('int_jaarwaarde') }} as nu
    inner join {{ ref('int_jaarwaarde') }} as vorig
        on vorig.indicator_id = nu.indicator_id
        and vorig.gebied_code = nu.gebied_code
        and vorig.bron = nu.bron
        and vorig.jaar = nu.jaar - 1
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = nu.gebied_code
    left join tellingen as telling
        on telling.indicator_id = nu.indicator_id
        and telling.gebied_code = nu.gebied_code
        and telling.periode_id = nu.jaar::varchar
    cross join instelling
    where nu.indicator_id = 'woninginbraken' and vorig.aantal > 0 and gebied.gebied_type in ('eenheid', 'district', 'land')
),

gepubliceerd as (
    select
        indicator_id,
        gebied_code,
        'VM' || golf as periode_id,
        golf as jaar,
        bron,
        'enquete' as telregel_id,
        waarde,
        marge,
        'gepubliceerd' as interval_soort,
        false as voorlopig
    from {{ ref('int_enquete_gepubliceerd') }}
),

microdata as (
    select
        indicator_id,
        gebied_code,
        'VM' || golf as periode_id,
        golf as jaar,
        'vm_microdata' as bron,
        'enquete' as telregel_id,
        schatting as waarde,
        se,
        ondergrens,
        bovengrens,
        n_ongewogen,
        'enquete' as interval_soort,
        false as voorlopig
    from {{ ref('int_enquete_microdata') }}
),

inwoners as (
    select
        'inwoners' as indicator_id,
        gebied_code,
        jaar::varchar as periode_id,
        jaar,
        'cbs_70072ned' as bron,
        'eigenaar' as telregel_id,
        jaar as indeling_jaar,
        inwoners::double as waarde,
        inwoners::double as teller,
        'geen' as interval_soort,
        false as voorlopig
    from {{ ref('int_inwoners') }}
),

jeugd as (
    select
        'jeugdoverlast_meldingen' as indicator_id,
        gebied_code,
        jaar::varchar as periode_id,
        jaar,
        'jeugdoverlast' as bron,
        'eigenaar' as telregel_id,
        aantal::double as waarde,
        aantal::double as teller,
        'telling' as interval_soort,
        false as voorlopig
    from {{ ref('int_jeugdoverlast') }}
    where in_eenheid
),

top_tien as (
    select
        'gemeenten_in_top10_jeugdoverlast' as indicator_id,
        (select eenheid_code from {{ ref('strategie') }}) as gebied_code,
        jaar::varchar as periode_id,
        jaar,
        'jeugdoverlast' as bron,
        'eigenaar' as telregel_id,
        count(*) filter (where rang <= 10 and in_eenheid)::double as waarde,
        count(*) filter (where rang <= 10 and in_eenheid)::double as teller,
        'geen' as interval_soort,
        false as voorlopig
    from {{ ref('int_jeugdoverlast') }}
    group by jaar
),

mijlpalen as (
    select
        indicator_id,
        (select eenheid_code from {{ ref('strategie') }}) as gebied_code,
        jaar::varchar as periode_id,
        jaar,
        'registratie' as bron,
        'eigenaar' as telregel_id,
        waarde,
        waarde as teller,
        'geen' as interval_soort,
        false as voorlopig,
        gemeenten_met_cijfer,
        gemeenten_totaal
    from {{ ref('int_mijlpaal') }}
)

select * from incidenten
union all by name
select * from verdachten
union all by name
select * from verdachten_zelf
union all by name
select * from open_tellingen
union all by name
select * from drie_jaren
union all by name
select * from overlast
union all by name
select * from misdrijven
union all by name
select * from verandering
union all by name
select * from gepubliceerd
union all by name
select * from microdata
union all by name
select * from inwoners
union all by name
select * from jeugd
union all by name
select * from top_tien
union all by name
select * from mijlpalen
