
    

    create  table
      "bouw"."intermediate"."int_incident__dbt_tmp"
  
    
    as (
      -- grain: one row per incident as known on the peildatum, withdrawn ones left out
-- key: pseudoniem
select * exclude (geldig_tot, ingetrokken)
from "bouw"."intermediate"."int_incident_versie"
where geldig_tot is null and not ingetrokken
    );
    
  