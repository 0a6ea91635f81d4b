
    

    create  table
      "bouw"."marts"."dim_telregel__dbt_tmp"
  
    
    as (
      -- grain: one row per named set of counting rules
-- key: telregel_id
select
    telregel_id,
    naam,
    teldatum,
    pogingen,
    meer_per_registratie,
    voorlopig_maanden,
    beschikbaar,
    omschrijving
from "bouw"."seeds"."telregels"
    );
    
  