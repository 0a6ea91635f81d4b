
    

    create  table
      "bouw"."intermediate"."int_jaarwaarde__dbt_tmp"
  
    
    as (
      -- grain: one row per indicator, area, year and source: the counts from which ratios and changes are made
-- key: indicator_id, gebied_code, jaar, bron
select indicator_id, gebied_code, jaar, aantal, verdachten, 'bvi_incidenten' as bron
from "bouw"."intermediate"."int_telling_incident"
where van_jaar = jaar
union all by name
select indicator_id, gebied_code, jaar, aantal, 'politie_47018ned' as bron
from "bouw"."intermediate"."int_telling_open"
    );
    
  