-- grain: one row per gemeente of the unit and subject: each VNG theme, and whatever else is a priority now
-- key: gebied_code, onderwerp_code
-- the rule in words stands with the table in _marts_gebieden.yml
with run as (
    select indeling_jaar, cast(year(peildatum) as integer) as jaar from {{ ref('stg_run') }}
),

gemeenten as (
    select keten.gebied_code
    from {{ ref('int_gebied_keten') }} as keten
    inner join run using (indeling_jaar)
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = keten.gebied_code
    where
        keten.naar_code = keten.gebied_code
        and gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
        -- without any plan delivered there is nothing to hold against the figures
        and exists (select 1 from {{ ref('int_prioriteit') }})
),

-- plans that hold on the peildatum, by the gemeente that their gemeente is part of now
plannen as (
    select distinct
        keten.naar_code as gebied_code,
        dimensie.prioriteit_id,
        dimensie.prioriteit,
        dimensie.vng_code,
        prioriteit.plan_tot,
        prioriteit.plan_van <= run.jaar and coalesce(prioriteit.plan_tot, 9999) >= run.jaar as geldig
    from {{ ref('int_prioriteit') }} as prioriteit
    cross join run
    inner join {{ ref('dim_prioriteit') }} as dimensie
        on dimensie.prioriteit = prioriteit.prioriteit and dimensie.soort = prioriteit.niveau
    inner join {{ ref('int_gebied_keten') }} as keten
        on keten.gebied_code = prioriteit.gebied_code and keten.indeling_jaar = run.indeling_jaar
),

planstand as (
    select
        gebied_code,
        case when bool_or(geldig) then 'geldig' else 'verlopen' end as planstatus,
        max(plan_tot) as plan_tot
    from plannen
    group by gebied_code
),

onderwerpen as (
    select categorie_code as onderwerp_code, categorie_naam as onderwerp, 'categorie' as hoogte, thema_code
    from {{ ref('vng_categorieen') }}
    union
    select thema_code as onderwerp_code, thema_naam as onderwerp, 'thema' as hoogte, thema_code
    from {{ ref('vng_categorieen') }}
),

-- a theme is a priority when it is one itself, or one of its categories is
gekozen as (
    select
        plannen.gebied_code,
        onderwerpen.onderwerp_code,
        string_agg(distinct plannen.prioriteit, '; ' order by plannen.prioriteit) as prioriteiten
    from plannen
    inner join onderwerpen
        on onderwerpen.onderwerp_code = plannen.vng_code
        or (onderwerpen.hoogte = 'thema' and starts_with(plannen.vng_code, onderwerpen.thema_code || '.'))
    where plannen.geldig
    group by all
),

rijen as (
    select gemeenten.gebied_code, onderwerpen.onderwerp_code, onderwerpen.onderwerp, onderwerpen.hoogte, gekozen.prioriteiten
    from gemeenten
    cross join onderwerpen
    left join gekozen using (gebied_code, onderwerp_code)
    where onderwerpen.hoogte = 'thema' or gekozen.prioriteiten is not null
    union all
    -- what a gemeente calls its own way, without a code: visible, and nothing to hold it against
    select gemeenten.gebied_code, plannen.prioriteit_id, plannen.prioriteit, 'vrij' as hoogte, plannen.prioriteit
    from gemeenten
    inner join plannen using (gebied_code)
    left join onderwerpen on onderwerpen.onderwerp_code = plannen.vng_code
    where plannen.geldig and onderwerpen.onderwerp_code is null
    group by all
),

vergeleken as (
    select
        rijen.*,
        rijen.prioriteiten is not null as is_prioriteit,
        coalesce(planstand.planstatus, 'geen plan') as planstatus,
        planstand.plan_tot,
        incident.periode_id,
        incident.aantal,
        incident.inwoners,
        incident.per_1000,
        incident.ondergrens as per_1000_ondergrens,
        incident.bovengrens as per_1000_bovengrens,
        incident.grootteklasse,
        incident.vergelijkbaar_per_1000,
        incident.rang,
        incident.vergelijkbare_gemeenten,
        coalesce(incident.incidentbeeld, 'onbekend') as incidentbeeld,
        enquete.indicator_id,
        enquete.golf,
        enquete.golven,
        enquete.enquete_gebied_code,
        enquete.enquete_niveau,
        enquete.waarde as enquete_waarde,
        enquete.ondergrens as enquete_ondergrens,
        enquete.bovengrens as enquete_bovengrens,
        enquete.eenheid_waarde,
        coalesce(enquete.enquetebeeld, 'onbekend') as enquetebeeld,
        case
            when rijen.hoogte = 'vrij' then 'onderwerp_zonder_code'
            when coalesce(incident.incidentbeeld, 'onbekend') = 'onbekend' then coalesce(incident.reden_code, 'geen_levering')
            when enquete.enquetebeeld is null and vraag.vng_code is null then 'geen_enquetevraag'
            when enquete.enquetebeeld is null then 'geen_levering'
        end as reden_code
    from rijen
    left join planstand using (gebied_code)
    left join {{ ref('int_onderwerp_incident') }} as incident using (gebied_code, onderwerp_code)
    left join {{ ref('int_onderwerp_enquete') }} as enquete using (gebied_code, onderwerp_code)
    left join {{ ref('onderwerp_enquete') }} as vraag on vraag.vng_code = rijen.onderwerp_code
),

beoordeeld as (
    select
        *,
        case
            when incidentbeeld = 'onbekend' or enquetebeeld = 'onbekend' then 'onbekend'
            when incidentbeeld = 'hoog' and enquetebeeld = 'ongunstig' then 'beide wijzen erop'
            when incidentbeeld <> 'hoog' and enquetebeeld <> 'ongunstig' then 'geen van beide wijst erop'
            else 'oneens'
        end as uitkomst
    from vergeleken
),

geoordeeld as (
    select
        *,
        case
            when uitkomst in ('onbekend', 'oneens') then uitkomst
            when is_prioriteit and uitkomst = 'beide wijzen erop' then 'bevestigd'
            when is_prioriteit then 'niet bevestigd'
            when uitkomst = 'beide wijzen erop' then 'prioriteit ontbreekt'
            else 'geen prioriteit nodig'
        end as oordeel
    from beoordeeld
)

select
    geoordeeld.gebied_code,
    geoordeeld.onderwerp_code,
    geoordeeld.onderwerp,
    geoordeeld.hoogte,
    geoordeeld.is_prioriteit,
    geoordeeld.prioriteiten,
    geoordeeld.planstatus,
    cast(geoordeeld.plan_tot as integer) as plan_tot,
    geoordeeld.periode_id,
    geoordeeld.aantal,
    geoordeeld.inwoners,
    geoordeeld.per_1000,
    geoordeeld.per_1000_ondergrens,
    geoordeeld.per_1000_bovengrens,
    geoordeeld.grootteklasse,
    geoordeeld.vergelijkbaar_per_1000,
    geoordeeld.rang,
    geoordeeld.vergelijkbare_gemeenten,
    geoordeeld.incidentbeeld,
    geoordeeld.indicator_id,
    cast(geoordeeld.golf as integer) as golf,
    geoordeeld.golven,
    geoordeeld.enquete_gebied_code,
    geoordeeld.enquete_niveau,
    geoordeeld.enquete_waarde,
    geoordeeld.enquete_ondergrens,
    geoordeeld.enquete_bovengrens,
    geoordeeld.eenheid_waarde,
    geoordeeld.enquetebeeld,
    geoordeeld.uitkomst,
    geoordeeld.oordeel,
    geoordeeld.reden_code,
    concat_ws(
        ' ',
        geoordeeld.onderwerp || case
            when geoordeeld.is_prioriteit then ' is een prioriteit van deze gemeente.'
            when geoordeeld.planstatus = 'geldig' then ' is geen prioriteit van deze gemeente.'
            when geoordeeld.planstatus = 'verlopen' then ': het plan van deze gemeente is verlopen (in ' || cast(geoordeeld.plan_tot as integer) || ').'
            else ': van deze gemeente is geen plan bekend.'
        end,
        case when geoordeeld.incidentbeeld <> 'onbekend' then
            'In ' || geoordeeld.periode_id || ' waren er ' || {{ getal('geoordeeld.per_1000', 1) }}
            || ' incidenten per 1.000 inwoners per jaar; dat is ' || case geoordeeld.incidentbeeld
                when 'hoog' then 'duidelijk meer dan'
                when 'laag' then 'duidelijk minder dan'
                else 'niet duidelijk anders dan'
            end || ' bij gemeenten van die grootte (' || {{ getal('geoordeeld.vergelijkbaar_per_1000', 1) }} || ').'
        end,
        case when geoordeeld.enquetebeeld <> 'onbekend' then
            case geoordeeld.golven
                when 1 then 'In de enquête van ' || geoordeeld.golf
                else 'In de laatste drie enquêtes, tot en met ' || geoordeeld.golf || ','
            end || ' is het beeld in ' || case geoordeeld.enquete_niveau
                when 'gemeente' then 'de gemeente'
                when 'basisteam' then 'het basisteam'
                else 'het district'
            end || ' ' || case geoordeeld.enquetebeeld
                when 'ongunstig' then 'slechter dan'
                when 'gunstig' then 'beter dan'
                else 'niet duidelijk anders dan'
            end || ' in de hele politie-eenheid (' || {{ getal('geoordeeld.enquete_waarde', 1) }} || ' tegen '
            || {{ getal('geoordeeld.eenheid_waarde', 1) }} || ').'
        end,
        case geoordeeld.oordeel
            when 'bevestigd' then 'De cijfers en de enquête wijzen allebei op dit onderwerp.'
            when 'niet bevestigd' then 'De cijfers en de enquête wijzen geen van beide op dit onderwerp.'
            when 'oneens' then 'De cijfers en de enquête zijn het niet eens.'
            when 'prioriteit ontbreekt' then 'De cijfers en de enquête wijzen allebei op dit onderwerp, maar het is geen prioriteit.'
            when 'geen prioriteit nodig' then 'De cijfers en de enquête wijzen geen van beide op dit onderwerp.'
            else 'Vergelijken kan niet.'
        end,
        case when geoordeeld.oordeel = 'onbekend' then reden.omschrijving end
    ) as toelichting
from geoordeeld
left join {{ ref('redencodes') }} as reden on reden.reden_code = geoordeeld.reden_code
