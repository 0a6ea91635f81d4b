-- grain: one row per statement of the strategy that can be measured: what came of it, or the reason why nothing did
-- key: uitspraak_id
with doelen as (
    select
        bereik.doel_id as uitspraak_id,
        bereik.oordeel as antwoord,
        case when bereik.norm_gehaald is null and bereik.koers is null then bereik.reden_code end as reden_code
    from {{ ref('doelbereik') }} as bereik
    inner join {{ ref('doelstellingen') }} as doel
        on doel.doel_id = bereik.doel_id and doel.doeljaar = bereik.jaar
    where bereik.rol = 'doel' and bereik.is_hoofd and bereik.leidend
),

cijfers as (
    select
        cijfer_id as uitspraak_id,
        case when status = 'herberekend' then 'nagerekend' end as antwoord,
        case status
            when 'geen levering' then 'geen_levering'
            when 'niet na te rekenen' then 'niet_na_te_rekenen'
        end as reden_code
    from {{ ref('gedrukte_cijfers') }}
),

-- an agreement holds in many areas and years: in how many it was kept
afspraken as (
    select
        uitspraak_id,
        count(*) filter (where voldoet) as voldaan,
        count(voldoet) as beoordeeld,
        count(*) filter (where waarde is not null) as gevolgd
    from {{ ref('ketenafspraken') }}
    where uitspraak_id is not null
    group by uitspraak_id
),

bijgehouden as (
    select
        lijst.uitspraak_id,
        case
            when any_value(afspraken.beoordeeld) > 0
                then 'voldaan in ' || any_value(afspraken.voldaan) || ' van ' || any_value(afspraken.beoordeeld) || ' keer'
            when any_value(afspraken.gevolgd) > 0 then 'gevolgd, niet beoordeeld'
        end as antwoord,
        'geen_levering' as reden_code
    from {{ ref('grootheden') }} as lijst
    left join afspraken using (uitspraak_id)
    where lijst.uitspraak_id is not null
    group by lijst.uitspraak_id
),

contracten as (
    select id as uitspraak_id, {{ uitgespreid("string_split(contract, ' ')") }} as bron
    from {{ ref('bronnen_strategie') }}
    where contract is not null
),

geleverd as (
    select
        contracten.uitspraak_id,
        case when sum(afspraak.leveringen) > 0 then 'geleverd' end as antwoord,
        'geen_levering' as reden_code
    from contracten
    left join {{ ref('leveringsafspraken') }} as afspraak using (bron)
    group by contracten.uitspraak_id
),

-- gemeenten are those of the year in which the strategy counted them
aantallen as (
    select gebied_type, count(*) as aantal
    from {{ ref('int_gebied') }} as gebied
    cross join {{ ref('strategie') }} as strategie
    where
        (gebied.eenheid_code = strategie.eenheid_code or gebied_type = 'land')
        and coalesce(geldig_van, date '1900-01-01') <= make_date(strategie.indeling_basis, 12, 31)
        and coalesce(geldig_tot, date '9999-12-31') >= make_date(strategie.indeling_basis, 12, 31)
    group by gebied_type
),

niveaus as (
    select
        uitspraak.id as uitspraak_id,
        case
            when aantallen.aantal = cast(uitspraak.baseline_value as integer) then 'klopt: ' || aantallen.aantal
            when aantallen.aantal is not null
                then 'anders: ' || aantallen.aantal || ' in plaats van ' || uitspraak.baseline_value
        end as antwoord
    from {{ ref('strategie_uitspraken') }} as uitspraak
    left join aantallen
        on aantallen.gebied_type = case uitspraak.geo_level when 'landelijk' then 'land' else uitspraak.geo_level end
    where uitspraak.kind = 'org_level'
)

select
    uitspraak.id as uitspraak_id,
    case uitspraak.kind
        when 'target' then 'doel'
        when 'figure' then 'cijfer'
        when 'om_agreement' then 'afspraak'
        when 'source_system' then 'bron'
        when 'org_level' then 'niveau'
        when 'cadence' then 'termijn'
    end as soort,
    uitspraak.indicator as onderwerp,
    uitspraak.quote_nl as citaat,
    cast(uitspraak.seed_line as integer) as vindplaats_regel,
    coalesce(
        doelen.antwoord, cijfers.antwoord, bijgehouden.antwoord, geleverd.antwoord, niveaus.antwoord
    ) as antwoord,
    case
        when doelen.uitspraak_id is not null then doelen.reden_code
        when coalesce(cijfers.antwoord, bijgehouden.antwoord, geleverd.antwoord, niveaus.antwoord) is null
            -- nobody keeps a record of it: that is said too
            then coalesce(
                cijfers.reden_code,
                bijgehouden.reden_code,
                geleverd.reden_code,
                case when uitspraak.kind = 'source_system' then 'bron_zonder_levering' end,
                'niet_bijgehouden'
            )
    end as reden_code
from {{ ref('strategie_uitspraken') }} as uitspraak
left join doelen on doelen.uitspraak_id = uitspraak.id
left join cijfers on cijfers.uitspraak_id = uitspraak.id
left join bijgehouden on bijgehouden.uitspraak_id = uitspraak.id
left join geleverd on geleverd.uitspraak_id = uitspraak.id
left join niveaus on niveaus.uitspraak_id = uitspraak.id
