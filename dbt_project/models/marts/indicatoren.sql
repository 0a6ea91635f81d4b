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
)

select
    meting.indicator_id,
    meting.gebied_code,
    meting.periode_id,
    meting.bron,
    meting.telregel_id,
    cast(meting.indeling_jaar as integer) as indeling_jaar,
    meting.waarde,
    meting.ondergrens,
    meting.bovengrens,
    meting.marge,
    meting.teller,
    meting.noemer,
    cast(meting.n_ongewogen as bigint) as n_ongewogen,
    meting.methode,
    meting.phi,
    case
        when meting.interval_soort = 'enquete' and meting.n_ongewogen < run.minimum_n then 'te weinig waarnemingen'
        when meting.waarde is null then 'ontbreekt'
        when meting.interval_soort = 'telling' and meting.waarde = 0 then 'nul'
        else 'gemeten'
    end as celstatus,
    meting.voorlopig,
    cast(meting.gemeenten_met_cijfer as integer) as gemeenten_met_cijfer,
    cast(meting.gemeenten_totaal as integer) as gemeenten_totaal,
    breuken.reeksbreuk
from reeksen as meting
left join breuken
    on breuken.indicator_id = meting.indicator_id
    and breuken.gebied_code = meting.gebied_code
    and breuken.periode_id = meting.periode_id
    and breuken.bron = meting.bron
cross join {{ ref('stg_run') }} as run
