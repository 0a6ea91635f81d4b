-- grain: one row per indicator, area, period, source, counting rule and layout
-- key: indicator_id, gebied_code, periode_id, bron
with gewogen as (
    select
        meting.*,
        -- too few answers to show: the figure is left out, not only flagged
        meting.interval_soort = 'enquete' and meting.n_ongewogen < run.minimum_n as te_weinig
    from {{ ref('int_interval') }} as meting
    cross join {{ ref('stg_run') }} as run
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
        when te_weinig then 'te weinig waarnemingen'
        when waarde is null then 'ontbreekt'
        when interval_soort = 'telling' and waarde = 0 then 'nul'
        else 'gemeten'
    end as celstatus,
    voorlopig,
    verwachte_aanvulling,
    verwachte_afname,
    cast(gemeenten_met_cijfer as integer) as gemeenten_met_cijfer,
    cast(gemeenten_totaal as integer) as gemeenten_totaal
from gewogen
