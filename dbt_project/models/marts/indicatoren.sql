-- grain: one row per indicator, area, period, source, counting rule and layout
-- key: indicator_id, gebied_code, periode_id, bron
with reeksen as (
    select
        *,
        min(cast(left(replace(periode_id, 'VM', ''), 4) as integer)) over (
            partition by indicator_id, gebied_code, bron
        ) as eerste_jaar
    from {{ ref('int_interval') }}
),

-- a break is said at every figure that lies on the other side of it than the start of its series
breuken as (
    select
        reeks.indicator_id,
        reeks.gebied_code,
        reeks.periode_id,
        reeks.bron,
        string_agg(
            'Reeksbreuk op ' || {{ dag_tekst('breuk.datum') }} || ': ' || breuk.omschrijving || ' '
            || breuk.verwacht_effect, ' ' order by breuk.datum
        ) as reeksbreuk
    from reeksen as reeks
    inner join {{ ref('reeksbreuk') }} as breuk
        on breuk.indicator_id = reeks.indicator_id
        and breuk.bron = reeks.bron
        and breuk.datum <= make_date(reeks.jaar, 12, 31)
        and breuk.datum > make_date(reeks.eerste_jaar, 1, 1)
    group by all
),

gewogen as (
    select
        meting.*,
        -- too few answers to show: the figure is left out, not only flagged
        meting.interval_soort = 'enquete' and meting.n_ongewogen < run.minimum_n as te_weinig,
        cast(null as varchar) as reden_code
    from reeksen as meting
    cross join {{ ref('stg_run') }} as run
    union all by name
    -- what would have a figure and cannot is said, so that nobody reads its absence as nothing
    select
        indicator_id,
        gebied_code,
        periode_id,
        bron,
        telregel_id,
        indeling_jaar,
        'geen marge' as methode,
        false as voorlopig,
        false as te_weinig,
        reden_code
    from {{ ref('int_zonder_cijfer') }}
),

-- a figure that is missing or not shown never leads one that is
gerangschikt as (
    select
        gewogen.*,
        row_number() over per_cijfer = 1 as leidend,
        first_value(gewogen.waarde) over per_cijfer as leidende_waarde,
        first_value((gewogen.bovengrens - gewogen.ondergrens) / 2) over per_cijfer as leidende_halve_breedte
    from gewogen
    left join {{ ref('bronvoorrang') }} as voorrang on voorrang.bron = gewogen.bron
    window per_cijfer as (
        partition by gewogen.indicator_id, gewogen.gebied_code, gewogen.periode_id
        order by
            gewogen.waarde is null or coalesce(gewogen.te_weinig, false),
            coalesce(voorrang.rang, 9),
            gewogen.bron
        rows between unbounded preceding and unbounded following
    )
)

select
    indicator_id,
    gebied_code,
    periode_id,
    bron,
    telregel_id,
    cast(indeling_jaar as integer) as indeling_jaar,
    case when not te_weinig then waarde end as waarde,
    case when not te_weinig then ondergrens end as ondergrens,
    case when not te_weinig then bovengrens end as bovengrens,
    marge,
    teller,
    noemer,
    cast(n_ongewogen as bigint) as n_ongewogen,
    methode,
    phi,
    case
        when reden_code = 'gemeente_opgegaan' then 'niet te maken'
        when reden_code = 'basisteam_onbekend' then 'niet gemeten'
        when te_weinig then 'te weinig waarnemingen'
        when waarde is null then 'ontbreekt'
        when interval_soort = 'telling' and waarde = 0 then 'nul'
        else 'gemeten'
    end as celstatus,
    voorlopig,
    verwachte_aanvulling,
    verwachte_afname,
    cast(gemeenten_met_cijfer as integer) as gemeenten_met_cijfer,
    cast(gemeenten_totaal as integer) as gemeenten_totaal,
    breuken.reeksbreuk,
    leidend,
    case when not leidend and not coalesce(te_weinig, false) then waarde - leidende_waarde end as verschil,
    -- as if the two were independent: estimates from the same respondents lie closer together than this
    case
        when not leidend and not coalesce(te_weinig, false) and waarde is not null
            then sqrt(pow((bovengrens - ondergrens) / 2, 2) + pow(leidende_halve_breedte, 2))
    end as verschil_marge,
    reden_code
from gerangschikt
left join breuken using (indicator_id, gebied_code, periode_id, bron)
