-- grain: one row per indicator, area and wave, as published with its margin
-- key: indicator_id, gebied_code, golf, bron
with beleving as (
    {{ laatste_stand(ref('stg_cbs__veiligheidsbeleving'), ['indicator_id', 'gebied_code', 'golf', 'soort_getal'], ['indicator_id', 'gebied_code', 'golf', 'soort_getal']) }}
),

oordeel as (
    {{ laatste_stand(ref('stg_cbs__politieoordeel'), ['indicator_id', 'gebied_code', 'golf', 'soort_getal'], ['indicator_id', 'gebied_code', 'golf', 'soort_getal']) }}
),

beide as (
    select indicator_id, gebied_code, golf, soort_getal, getal, 'cbs_81877ned' as bron from beleving
    union all
    select indicator_id, gebied_code, golf, soort_getal, getal, 'cbs_81928ned' as bron
    from oordeel
    where gebied_code is not null
)

select
    indicator_id,
    gebied_code,
    golf,
    bron,
    max(getal) filter (where soort_getal = 'waarde') as waarde,
    max(getal) filter (where soort_getal = 'marge') as marge
from beide
group by all
having max(getal) filter (where soort_getal = 'waarde') is not null
