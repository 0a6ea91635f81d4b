-- grain: one row per choice of themes and VNG theme: what the five sources of 3.2 say, side by side
-- key: keuze_jaar, thema_code
-- nothing is weighed here: the strategy names its sources and criteria, not their weight
{%- set soorten = ['veiligheidsbeeld', 'trendanalyse', 'perspectiefnota'] %}
with themas as (
    select distinct thema_code, thema_naam from {{ ref('vng_categorieen') }}
),

rijen as (
    select keuze.*, themas.*
    from {{ ref('int_themakeuze') }} as keuze
    cross join themas
),

-- a plan names a theme, or a category in it; what has no VNG code belongs to no theme
plannen as (
    select
        prioriteit.gebied_code,
        prioriteit.plan_van,
        prioriteit.peilmoment,
        coalesce(categorie.thema_code, themas.thema_code) as thema_code
    from {{ ref('int_prioriteit') }} as prioriteit
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    inner join {{ ref('strategie') }} as strategie using (eenheid_code)
    left join {{ ref('vng_categorieen') }} as categorie on categorie.categorie_code = prioriteit.vng_code
    left join themas on themas.thema_code = prioriteit.vng_code
),

rondes as (
    select plan_van, count(distinct gebied_code) as gemeenten, cast(max(peilmoment) as date) as peildatum
    from plannen
    group by plan_van
),

genoemd as (
    select plan_van, thema_code, count(distinct gebied_code) as gemeenten
    from plannen
    where thema_code is not null
    group by plan_van, thema_code
),

golven as (
    select indicator.indicator_id, indicator.bron, indicator.waarde, cast(right(indicator.periode_id, 4) as integer) as golf, periode.eind
    from {{ ref('indicatoren') }} as indicator
    inner join {{ ref('strategie') }} as strategie on strategie.eenheid_code = indicator.gebied_code
    inner join {{ ref('dim_periode') }} as periode using (periode_id)
    where periode.soort = 'golf' and indicator.waarde is not null
),

-- the two waves from one source, the published one first: figures of two sources are no change
enquete as (
    select
        keuze.keuze_jaar,
        vraag.vng_code as thema_code,
        vraag.indicator_id,
        nu.golf,
        nu.waarde,
        nu.waarde - ervoor.waarde as verschil,
        ervoor.golf as vergelijk_golf,
        nu.bron,
        nu.eind
    from {{ ref('int_themakeuze') }} as keuze
    cross join {{ ref('onderwerp_enquete') }} as vraag
    inner join golven as nu on nu.indicator_id = vraag.indicator_id and nu.golf = keuze.jaar
    left join golven as ervoor
        on ervoor.indicator_id = vraag.indicator_id and ervoor.golf = keuze.vergelijk_jaar and ervoor.bron = nu.bron
    qualify row_number() over (
        partition by keuze.keuze_jaar, vraag.vng_code order by ervoor.waarde is null, nu.bron
    ) = 1
),

-- a year counts when every class of it was delivered, by incident or by month
hele_jaren as (
    select misdrijven.jaar
    from {{ ref('int_misdrijven') }} as misdrijven
    inner join {{ ref('strategie') }} as strategie on strategie.eenheid_code = misdrijven.gebied_code
    inner join {{ ref('int_dekking_jaar') }} as dekking
        on dekking.indicator_id = 'overlastregistraties'
        and dekking.gebied_code = misdrijven.gebied_code
        and dekking.jaar = misdrijven.jaar
    where misdrijven.bron = 'bvi_maandcijfers'
),

tellingen as (
    select categorie.thema_code, cast(year(maand.maand) as integer) as jaar, sum(maand.aantal) as aantal
    from {{ ref('incidenten_maand') }} as maand
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    inner join {{ ref('strategie') }} as strategie using (eenheid_code)
    inner join {{ ref('stg_run') }} as run using (telregel_id)
    inner join {{ ref('vng_categorieen') }} as categorie on categorie.categorie_code = maand.vng_code
    group by all
),

klassen as (
    select categorie.thema_code, count(distinct brug.mk_code) as klassen
    from {{ ref('brug_mk_vng') }} as brug
    inner join {{ ref('vng_categorieen') }} as categorie on categorie.categorie_code = brug.vng_code
    where brug.is_hoofd
    group by categorie.thema_code
),

geleverd as (
    select cast(max(peilmoment) as date) as peildatum
    from {{ ref('stg_levering') }}
    where bron in ('bvi_incidenten', 'bvi_maandcijfers')
),

-- the themes in which the chosen components lie; what was chosen after this strategy is not known here
gekozen as (
    select distinct categorie.thema_code
    from {{ ref('int_thema_onderdeel_code') }} as code
    inner join {{ ref('thema_onderdelen') }} as onderdeel using (onderdeel_id)
    inner join {{ ref('brug_mk_vng') }} as brug on brug.mk_code = code.mk_code and brug.is_hoofd
    inner join {{ ref('vng_categorieen') }} as categorie on categorie.categorie_code = brug.vng_code
    where onderdeel.niveau = 'eenheid'
),

samen as (
    select
        rijen.keuze_jaar,
        rijen.thema_code,
        rijen.thema_naam,
        case when rijen.vorige_jaar is null then gekozen.thema_code is not null end as in_strategie,

        case when rondes.plan_van is not null then coalesce(genoemd.gemeenten, 0) end as plannen_gemeenten,
        rondes.gemeenten as plannen_van,
        case when rondes.plan_van is null then 'geen levering' else 'geteld' end as plannen_status,
        rondes.peildatum as plannen_peildatum,

        enquete.indicator_id as enquete_indicator_id,
        case when enquete.golf is not null then vraag.bewijs end as enquete_bewijs,
        enquete.waarde as enquete_waarde,
        enquete.verschil as enquete_verschil,
        case when enquete.golf is not null then rijen.jaar end as enquete_golf,
        enquete.vergelijk_golf as enquete_vergelijk_golf,
        case
            when vraag.vng_code is null then 'vraagt er niet naar'
            when enquete.waarde is null then 'geen golf'
            else 'gemeten'
        end as enquete_status,
        enquete.bron as enquete_bron,
        enquete.eind as enquete_peildatum,
        {% for soort in soorten %}
        {{ soort }}.weging as {{ soort }}_weging,
        {{ soort }}.richting as {{ soort }}_richting,
        {{ soort }}.uitspraken as {{ soort }}_uitspraken,
        case
            when {{ soort }}.thema_code is not null then 'gezegd'
            when {{ soort }}_er.rapport is not null then 'zegt er niets over'
            else 'geen rapport'
        end as {{ soort }}_status,
        {{ soort }}_er.rapport as {{ soort }}_bron,
        {{ soort }}_er.peildatum as {{ soort }}_peildatum,
        {% endfor %}
        rijen.jaar as incidenten_jaar,
        rijen.vergelijk_jaar as incidenten_vergelijk_jaar,
        case
            when coalesce(klassen.klassen, 0) = 0 then 'geen klasse'
            when jaar_nu.jaar is null or jaar_ervoor.jaar is null then 'geen hele jaren'
            else 'geteld'
        end as incidenten_status,
        coalesce(nu.aantal, 0) as aantal_nu,
        coalesce(ervoor.aantal, 0) as aantal_ervoor,
        geleverd.peildatum as geleverd_op
    from rijen
    cross join geleverd
    left join gekozen on gekozen.thema_code = rijen.thema_code
    left join rondes on rondes.plan_van = rijen.plan_van
    left join genoemd on genoemd.plan_van = rijen.plan_van and genoemd.thema_code = rijen.thema_code
    left join {{ ref('onderwerp_enquete') }} as vraag on vraag.vng_code = rijen.thema_code
    left join enquete on enquete.keuze_jaar = rijen.keuze_jaar and enquete.thema_code = rijen.thema_code
    {% for soort in soorten %}
    left join {{ ref('int_thema_rapport') }} as {{ soort }}
        on {{ soort }}.soort = '{{ soort }}'
        and {{ soort }}.keuze_jaar = rijen.keuze_jaar
        and {{ soort }}.thema_code = rijen.thema_code
    left join (
        select keuze_jaar, soort, max(rapport) as rapport, max(peildatum) as peildatum
        from {{ ref('int_thema_rapport') }}
        group by keuze_jaar, soort
    ) as {{ soort }}_er on {{ soort }}_er.soort = '{{ soort }}' and {{ soort }}_er.keuze_jaar = rijen.keuze_jaar
    {% endfor %}
    left join klassen on klassen.thema_code = rijen.thema_code
    left join hele_jaren as jaar_nu on jaar_nu.jaar = rijen.jaar
    left join hele_jaren as jaar_ervoor on jaar_ervoor.jaar = rijen.vergelijk_jaar
    left join tellingen as nu on nu.jaar = rijen.jaar and nu.thema_code = rijen.thema_code
    left join tellingen as ervoor on ervoor.jaar = rijen.vergelijk_jaar and ervoor.thema_code = rijen.thema_code
)

select
    keuze_jaar,
    thema_code,
    thema_naam,
    in_strategie,
    cast(plannen_gemeenten as integer) as plannen_gemeenten,
    cast(plannen_van as integer) as plannen_van,
    plannen_status,
    case when plannen_status = 'geteld' then 'ivp_prioriteiten' end as plannen_bron,
    plannen_peildatum,
    enquete_indicator_id,
    enquete_bewijs,
    enquete_waarde,
    enquete_verschil,
    enquete_golf,
    enquete_vergelijk_golf,
    enquete_status,
    enquete_bron,
    enquete_peildatum,
    {%- for soort in soorten %}
    cast({{ soort }}_weging as integer) as {{ soort }}_weging,
    {{ soort }}_richting,
    cast({{ soort }}_uitspraken as integer) as {{ soort }}_uitspraken,
    {{ soort }}_status,
    {{ soort }}_bron,
    {{ soort }}_peildatum,
    {%- endfor %}
    case when incidenten_status = 'geteld' then cast(aantal_nu as bigint) end as incidenten,
    case when incidenten_status = 'geteld' then cast(aantal_ervoor as bigint) end as incidenten_ervoor,
    case
        when incidenten_status = 'geteld' and aantal_ervoor > 0
            then 100 * (aantal_nu - aantal_ervoor)::double / aantal_ervoor::double
    end as incidenten_verandering,
    incidenten_jaar,
    incidenten_vergelijk_jaar,
    incidenten_status,
    case when incidenten_status = 'geteld' then 'bvi_incidenten en bvi_maandcijfers' end as incidenten_bron,
    case when incidenten_status = 'geteld' then geleverd_op end as incidenten_peildatum,
    cast(
        (plannen_status = 'geteld')::integer
        -- a question that only seems to be about the theme is shown, but is no source that says something
        + (enquete_status = 'gemeten' and enquete_bewijs <> 'aanname')::integer
        {%- for soort in soorten %}
        + ({{ soort }}_status = 'gezegd')::integer
        {%- endfor %} as integer
    ) as bronnen
from samen
