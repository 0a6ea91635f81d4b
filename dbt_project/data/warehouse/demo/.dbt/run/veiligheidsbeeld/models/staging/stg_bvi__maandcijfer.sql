
    

    create  table
      "bouw"."staging"."stg_bvi__maandcijfer__dbt_tmp"
  
    
    as (
      -- grain: one row per gemeente, incident class and month per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    bron.gebied_code,
    upper(bron.mk_code) as mk_code,
    bron.maand,
    bron.aantal
from "bouw"."raw"."bvi_maandcijfers" as bron
inner join "bouw"."staging"."stg_levering" as lev using (levering_id)
    );
    
  