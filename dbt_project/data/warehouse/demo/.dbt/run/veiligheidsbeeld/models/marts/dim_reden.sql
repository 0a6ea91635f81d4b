
    

    create  table
      "bouw"."marts"."dim_reden__dbt_tmp"
  
    
    as (
      -- grain: one row per reason in the closed list
-- key: reden_code
select reden_code, omschrijving from "bouw"."seeds"."redencodes"
    );
    
  