-- grain: one row per figure that the strategy prints
-- key: cijfer_id
-- printed stays printed; recomputed stands beside it and never becomes a baseline by itself
with waarden as (
    select
        indicator_id,
        gebied_code,
        periode_id,
        bron,
        waarde
    from {{ ref('indicatoren') }}
    where waarde is not null
    -- one source a figure: the police's own incidents first, then published tables
    qualify row_number() over (
        partition by indicator_id, gebied_code, periode_id
        order by case bron when 'bvi_incidenten' then 1 when 'politie_47018ned' then 2 else 3 end, bron
    ) = 1
),

-- the unit, and the country for comparison
gebieden as (
    select eenheid_code as gebied_code, 'eenheid' as niveau from {{ ref('strategie') }}
    union all
    select gebied_code, 'land' as niveau from {{ ref('dim_gebied') }} where gebied_type = 'land'
),

basis as (
    select
        gebied.gebied_code,
        gebied.in_eenheid
    from {{ ref('dim_gebied') }} as gebied
    cross join {{ ref('strategie') }} as strategie
    where
        gebied.gebied_type = 'gemeente'
        and gebied.gebied_code <> 'GM0000'
        and coalesce(gebied.geldig_van, date '1900-01-01') <= make_date(strategie.indeling_basis, 1, 1)
        and coalesce(gebied.geldig_tot, date '9999-12-31') >= make_date(strategie.indeling_basis, 1, 1)
        -- an area that only a delivery names is of no known year
        and coalesce(gebied.herkomst, '') <> 'alleen uit een levering bekend'
),

uitkomsten as (
    select wijze.cijfer_id, wijze.volgorde, gebieden.niveau, nu.waarde, nu.bron
    from {{ ref('cijfers_narekenen') }} as wijze
    cross join gebieden
    inner join waarden as nu
        on nu.indicator_id = wijze.naam and nu.periode_id = wijze.periode and nu.gebied_code = gebieden.gebied_code
    where wijze.wijze = 'indicator'
    union all
    -- both years from one source, or the change is that of the source
    select wijze.cijfer_id, wijze.volgorde, gebieden.niveau, 100 * (nu.waarde - ervoor.waarde) / ervoor.waarde as waarde, nu.bron
    from {{ ref('cijfers_narekenen') }} as wijze
    cross join gebieden
    inner join waarden as nu
        on nu.indicator_id = wijze.naam and nu.periode_id = wijze.periode and nu.gebied_code = gebieden.gebied_code
    inner join waarden as ervoor
        on ervoor.indicator_id = wijze.naam
        and ervoor.periode_id = wijze.periode_ervoor
        and ervoor.gebied_code = gebieden.gebied_code
        and ervoor.bron = nu.bron
    where wijze.wijze = 'verandering' and ervoor.waarde > 0
    union all
    select wijze.cijfer_id, wijze.volgorde, 'eenheid' as niveau, sum(registratie.waarde) as waarde, any_value(registratie.bron) as bron
    from {{ ref('cijfers_narekenen') }} as wijze
    inner join {{ ref('feit_registratie') }} as registratie
        on registratie.grootheid = wijze.naam and registratie.periode_id = wijze.periode
    inner join {{ ref('dim_gebied') }} as gebied
        on gebied.gebied_code = registratie.gebied_code
        and gebied.gebied_type = case wijze.wijze
            when 'registratie' then 'eenheid' when 'registratie_districten' then 'district' else 'gemeente'
        end
        and gebied.in_eenheid
    where wijze.wijze in ('registratie', 'registratie_districten', 'registratie_gemeenten')
    group by all
    -- the districts are five or it is no sum of the unit
    having
        count(registratie.waarde) = count(*)
        and (
            wijze.wijze <> 'registratie_districten'
            or count(*) = (select count(*) from {{ ref('dim_gebied') }} where gebied_type = 'district' and in_eenheid)
        )
    union all
    select
        wijze.cijfer_id,
        wijze.volgorde,
        'eenheid' as niveau,
        count(distinct feit.gebied_code)::double as waarde,
        'ivp_prioriteiten' as bron
    from {{ ref('cijfers_narekenen') }} as wijze
    inner join {{ ref('dim_prioriteit') }} as prioriteit on prioriteit.vng_code = wijze.naam
    inner join {{ ref('feit_prioriteit') }} as feit using (prioriteit_id)
    inner join basis on basis.gebied_code = feit.gebied_code and basis.in_eenheid
    inner join {{ ref('strategie') }} as strategie on strategie.eerste_jaar = feit.plan_van
    where wijze.wijze = 'prioriteit'
    group by all
    union all
    select wijze.cijfer_id, wijze.volgorde, gebieden.niveau, count(*)::double as waarde, 'gebieden' as bron
    from {{ ref('cijfers_narekenen') }} as wijze
    cross join gebieden
    inner join basis on basis.in_eenheid or gebieden.niveau = 'land'
    where wijze.wijze = 'gemeenten'
    group by all
    union all
    select wijze.cijfer_id, wijze.volgorde, 'eenheid' as niveau, count(*)::double as waarde, 'gebieden' as bron
    from {{ ref('cijfers_narekenen') }} as wijze
    cross join {{ ref('dim_gebied') }} as gebied
    where wijze.wijze = 'basisteams' and gebied.gebied_type = 'basisteam' and gebied.in_eenheid
    group by all
),

-- the first way that was delivered; without any, the first that could have been
gekozen as (
    select
        wijze.cijfer_id,
        wijze.wijze,
        wijze.uitleg,
        eenheid.waarde * cast(wijze.factor as double) as waarde,
        eenheid.bron,
        land.waarde * cast(wijze.factor as double) as nederland,
        land.bron as nederland_bron
    from {{ ref('cijfers_narekenen') }} as wijze
    left join uitkomsten as eenheid
        on eenheid.cijfer_id = wijze.cijfer_id and eenheid.volgorde = wijze.volgorde and eenheid.niveau = 'eenheid'
    left join uitkomsten as land
        on land.cijfer_id = wijze.cijfer_id and land.volgorde = wijze.volgorde and land.niveau = 'land'
    qualify row_number() over (partition by wijze.cijfer_id order by eenheid.waarde is null, wijze.volgorde) = 1
)

select
    gedrukt.cijfer_id,
    gedrukt.onderwerp,
    gedrukt.gedrukt,
    gedrukt.waarde as gedrukte_waarde,
    gedrukt.meeteenheid,
    cast(gedrukt.jaar as integer) as jaar,
    gekozen.waarde as herberekend,
    gekozen.waarde - gedrukt.waarde as verschil,
    gekozen.bron,
    gekozen.nederland,
    gekozen.nederland_bron,
    coalesce(gekozen.uitleg, 'Er is niet vastgelegd hoe dit cijfer na te rekenen is.') as wat_nagerekend,
    gedrukt.tegenstrijdigheid,
    contradictie.kern as tegenstrijdigheid_uitleg,
    case
        when gekozen.waarde is not null then 'herberekend'
        when coalesce(gekozen.wijze, 'geen') = 'geen' then 'niet na te rekenen'
        else 'geen levering'
    end as status,
    cast(gedrukt.vindplaats_regel as integer) as vindplaats_regel,
    gedrukt.citaat
from {{ ref('strategie_cijfers') }} as gedrukt
left join gekozen using (cijfer_id)
left join {{ ref('contradicties') }} as contradictie on contradictie.contradictie_id = gedrukt.tegenstrijdigheid
