
    

    create  table
      "bouw"."marts"."dim_gebied__dbt_tmp"
  
    
    as (
      -- grain: one row per area, latest name
-- key: gebied_code
with gebied as (
    select * from "bouw"."intermediate"."int_gebied"
),

namen as (
    select gebied_code, naam from gebied where gebied_type = 'district'
)

select
    gebied.gebied_code,
    gebied.naam,
    gebied.afkorting,
    gebied.gebied_type,
    gebied.district_code,
    namen.naam as district_naam,
    gebied.eenheid_code,
    gebied.provincie,
    coalesce(gebied.eenheid_code = strategie.eenheid_code, false) as in_eenheid,
    gebied.geldig_van,
    gebied.geldig_tot,
    cast(gebied.rd_x as integer) as centroid_x,
    cast(gebied.rd_y as integer) as centroid_y,
    gebied.bron as herkomst
from gebied
left join namen on namen.gebied_code = gebied.district_code
cross join "bouw"."seeds"."strategie" as strategie
    );
    
  