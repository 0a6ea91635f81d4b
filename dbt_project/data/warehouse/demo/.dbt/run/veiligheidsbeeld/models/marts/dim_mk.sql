
    

    create  table
      "bouw"."marts"."dim_mk__dbt_tmp"
  
    
    as (
      -- grain: one row per police incident class, plus those that only a delivery names
-- key: mk_code
with bekend as (
    select mk_code, mk_naam as naam, cast(null as date) as geldig_van, cast(null as date) as geldig_tot
    from "bouw"."seeds"."mk_codes"
),

geleverd as (
    select mk_code from "bouw"."intermediate"."int_incident_maand"
    union
    -- an incident without any date counts in no month, but it is there
    select mk_code from "bouw"."intermediate"."int_incident"
    union
    select mk_code from "bouw"."staging"."stg_bvi__maandcijfer"
)

select mk_code, naam, geldig_van, geldig_tot, true as in_codelijst from bekend
union all by name
select geleverd.mk_code, 'onbekend' as naam, false as in_codelijst
from geleverd
left join bekend using (mk_code)
where bekend.mk_code is null
    );
    
  