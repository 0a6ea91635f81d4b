
    

    create  table
      "bouw"."intermediate"."int_enquete_gepubliceerd__dbt_tmp"
  
    
    as (
      -- grain: one row per indicator, area and wave, as published with its margin
-- key: indicator_id, gebied_code, golf, bron
with beleving as (
    select *
    from "bouw"."staging"."stg_cbs__veiligheidsbeleving"
    qualify
        dense_rank() over (partition by indicator_id, gebied_code, golf, soort_getal order by peilmoment desc) = 1
        and row_number() over (
            partition by indicator_id, gebied_code, golf, soort_getal order by peilmoment desc, volgorde desc, regel desc
        ) = 1
),

oordeel as (
    select *
    from "bouw"."staging"."stg_cbs__politieoordeel"
    qualify
        dense_rank() over (partition by indicator_id, gebied_code, golf, soort_getal order by peilmoment desc) = 1
        and row_number() over (
            partition by indicator_id, gebied_code, golf, soort_getal order by peilmoment desc, volgorde desc, regel desc
        ) = 1
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
    );
    
  