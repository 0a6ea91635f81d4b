
  
  create view "bouw"."marts"."incidenten_maand__dbt_tmp" as (
    -- grain: one row per gemeente, VNG category, month and counting rule
-- key: gebied_code, vng_code, maand, telregel_id

select
    feit.gebied_code,
    coalesce(brug.vng_code, 'onbekend') as vng_code,
    feit.maand,
    feit.telregel_id,
    cast(sum(feit.aantal) as bigint) as aantal,
    bool_or(feit.voorlopig) as voorlopig
from "bouw"."marts"."feit_incident_maand" as feit
left join "bouw"."marts"."brug_mk_vng" as brug on brug.mk_code = feit.mk_code and brug.is_hoofd
group by all
  );
