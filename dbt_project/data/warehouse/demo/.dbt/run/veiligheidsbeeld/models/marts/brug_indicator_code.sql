
    

    create  table
      "bouw"."marts"."brug_indicator_code__dbt_tmp"
  
    
    as (
      -- grain: one row per indicator and code that it counts
-- key: indicator_id, stelsel, code
select indicator_id, stelsel, code from "bouw"."seeds"."indicator_codes"
    );
    
  