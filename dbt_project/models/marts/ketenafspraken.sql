-- grain: one row per quantity, area and period: delivered ones, and those that the strategy asks for but nobody delivered
-- key: grootheid_id, gebied_code, periode_id
with run as (
    select peildatum from {{ ref('stg_run') }}
),

eenheid as (
    select eenheid_code, eerste_jaar, laatste_jaar from {{ ref('strategie') }}
),

-- silence is also said: each norm in each year of the strategy that is over, for each area it holds for
gevraagd as (
    select
        lijst.grootheid_id,
        gebied.gebied_code,
        cast(t.jaar as integer) as jaar,
        lijst.norm,
        lijst.norm_hoogstens,
        lijst.operator
    from {{ ref('grootheden') }} as lijst
    cross join eenheid
    cross join run
    cross join lateral generate_series(
        lijst.norm_van, least(coalesce(lijst.norm_tot, lijst.norm_van), year(run.peildatum) - 1)
    ) as t(jaar)
    inner join {{ ref('int_gebied') }} as gebied
        on gebied.gebied_type = lijst.niveau
        and gebied.eenheid_code = eenheid.eenheid_code
        and coalesce(gebied.geldig_van, date '1900-01-01') <= make_date(cast(t.jaar as integer), 12, 31)
        and coalesce(gebied.geldig_tot, date '9999-12-31') >= make_date(cast(t.jaar as integer), 12, 31)
    where lijst.norm is not null
),

stil as (
    select gevraagd.*, gevraagd.jaar::varchar as periode_id
    from gevraagd
    left join {{ ref('int_registratie') }} as stand
        on stand.grootheid_id = gevraagd.grootheid_id
        and stand.gebied_code = gevraagd.gebied_code
        and stand.periode_id = gevraagd.jaar::varchar
    where stand.grootheid_id is null
),

beide as (
    select
        grootheid_id, gebied_code, periode_id, jaar, bronhouder, waarde, meeteenheid, norm, norm_hoogstens, operator,
        norm_herkomst, voldoet, levering_id, regel
    from {{ ref('int_registratie') }}
    union all by name
    select
        grootheid_id, gebied_code, periode_id, jaar, norm, norm_hoogstens, operator, 'strategie' as norm_herkomst
    from stil
),

beoordeeld as (
    select
        beide.grootheid_id,
        coalesce(lijst.naam, beide.grootheid_id) as naam,
        coalesce(lijst.soort, 'niet in de lijst') as soort,
        beide.gebied_code,
        beide.periode_id,
        beide.jaar,
        coalesce(beide.bronhouder, lijst.bronhouder) as bronhouder,
        beide.waarde,
        coalesce(beide.meeteenheid, lijst.meeteenheid) as meeteenheid,
        beide.norm,
        beide.norm_hoogstens,
        beide.operator,
        beide.norm_herkomst,
        beide.voldoet,
        case
            when lijst.soort is distinct from 'mijlpaal' or beide.waarde is null then null
            when beide.waarde >= 1 then 'gereed'
            when beide.jaar < lijst.norm_van then 'loopt'
            else 'te laat'
        end as mijlpaal_status,
        case
            when beide.waarde is null then 'geen levering'
            when beide.voldoet then 'voldoet'
            when not beide.voldoet then 'voldoet niet'
            else 'gevolgd, niet beoordeeld'
        end as beoordeling,
        lijst.norm_van,
        lijst.norm_tot,
        lijst.norm as norm_lijst,
        lijst.meeteenheid as meeteenheid_lijst,
        lijst.uitspraak_id,
        lijst.vindplaats_regel,
        beide.levering_id,
        beide.regel,
        {{ getal('beide.norm', 'case when beide.norm = round(beide.norm) then 0 else 1 end') }} as norm_tekst,
        {{ getal('beide.norm_hoogstens', '0') }} as hoogstens_tekst
    from beide
    left join {{ ref('grootheden') }} as lijst using (grootheid_id)
)

select
    grootheid_id,
    naam,
    soort,
    gebied_code,
    periode_id,
    bronhouder,
    waarde,
    meeteenheid,
    norm,
    norm_hoogstens,
    operator,
    norm_herkomst,
    voldoet,
    mijlpaal_status,
    beoordeling,
    case
        when norm is not null then
            case operator
                when '>=' then 'Norm: ten minste ' || norm_tekst
                when '<=' then 'Norm: hoogstens ' || norm_tekst
                when '=' then 'Norm: ' || norm_tekst
                when 'tussen' then 'Norm: ' || norm_tekst || ' tot ' || hoogstens_tekst
            end
            || case when meeteenheid = '%' then '%' when meeteenheid in ('aantal', 'document', 'ja of nee') then '' else ' ' || meeteenheid end
            || case norm_herkomst when 'strategie' then ', uit de strategie' else ', zoals de bronhouder die opgaf' end
            || '; ' || beoordeling || '.'
        when soort = 'niet in de lijst' then 'Gevolgd, niet beoordeeld: deze grootheid staat niet in de lijst.'
        when soort = 'inspanningsverplichting' then
            'Gevolgd, niet beoordeeld: volgens de strategie gaat het niet om een norm maar om een inspanningsverplichting.'
        when norm_lijst is null then 'Gevolgd, niet beoordeeld: de strategie noemt geen norm.'
        when meeteenheid <> meeteenheid_lijst then
            'Gevolgd, niet beoordeeld: de norm is in ' || meeteenheid_lijst || ', het cijfer in ' || meeteenheid || '.'
        else
            'Gevolgd, niet beoordeeld: de norm geldt ' || case
                when norm_tot is null then 'vanaf ' || norm_van
                else 'voor hele jaren van ' || norm_van || ' tot en met ' || norm_tot
            end || '.'
    end as toelichting,
    uitspraak_id,
    cast(vindplaats_regel as integer) as vindplaats_regel,
    levering_id,
    regel
from beoordeeld
