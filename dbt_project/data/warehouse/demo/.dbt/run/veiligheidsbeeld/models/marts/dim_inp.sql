
    

    create  table
      "bouw"."marts"."dim_inp__dbt_tmp"
  
    
    as (
      -- grain: one row per INP code
-- key: inp_code
select inp_code, naam from "bouw"."seeds"."inp_codes"
    );
    
  