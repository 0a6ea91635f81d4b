
    

    create  table
      "bouw"."marts"."brug_mk_vng__dbt_tmp"
  
    
    as (
      -- grain: one row per incident class and VNG category
-- key: mk_code, vng_code
select
    mk_code,
    vng_code,
    cast(null as date) as geldig_van,
    cast(null as date) as geldig_tot,
    true as is_hoofd,
    bewijs
from "bouw"."seeds"."mk_codes"
where vng_code is not null
    );
    
  