-- grain: one row per delivered incident class that no VNG category takes
-- key: mk_code
with aantallen as (
    select
        feit.mk_code,
        sum(feit.aantal) as aantal,
        min(feit.maand) as eerste_maand,
        max(feit.maand) as laatste_maand
    from {{ ref('feit_incident_maand') }} as feit
    group by feit.mk_code
),

geplaatst as (
    select distinct mk_code from {{ ref('brug_mk_vng') }} where is_hoofd
),

onbekend as (
    select klasse.mk_code, klasse.in_codelijst
    from {{ ref('dim_mk') }} as klasse
    left join geplaatst using (mk_code)
    where geplaatst.mk_code is null
)

select
    onbekend.mk_code,
    onbekend.in_codelijst,
    cast(coalesce(aantallen.aantal, 0) as bigint) as aantal,
    aantallen.eerste_maand,
    aantallen.laatste_maand,
    coalesce(100.0 * aantallen.aantal / nullif((select sum(aantal) from aantallen), 0), 0)::double as aandeel,
    run.drempel_onbekend,
    -- the threshold is about all of them together: many small ones hide as much as one large one
    coalesce(
        100.0 * sum(aantallen.aantal) over () / nullif((select sum(aantal) from aantallen), 0), 0
    ) > run.drempel_onbekend as boven_drempel
from onbekend
left join aantallen using (mk_code)
cross join {{ ref('stg_run') }} as run
