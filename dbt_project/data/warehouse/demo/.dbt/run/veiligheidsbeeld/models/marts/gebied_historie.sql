
    

    create  table
      "bouw"."marts"."gebied_historie__dbt_tmp"
  
    
    as (
      -- grain: one row per area and name with its validity
-- key: gebied_code, naam
select
    gebied_code,
    naam,
    geldig_van,
    geldig_tot
from "bouw"."intermediate"."int_gebied"
    );
    
  