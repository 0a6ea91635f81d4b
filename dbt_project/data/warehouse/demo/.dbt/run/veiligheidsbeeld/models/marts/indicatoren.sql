
    

    create  table
      "bouw"."marts"."indicatoren__dbt_tmp"
  
    
    as (
      -- grain: one row per indicator, area, period, source, counting rule and layout
-- key: indicator_id, gebied_code, periode_id, bron
select
    meting.indicator_id,
    meting.gebied_code,
    meting.periode_id,
    meting.bron,
    meting.telregel_id,
    cast(meting.indeling_jaar as integer) as indeling_jaar,
    meting.waarde,
    meting.ondergrens,
    meting.bovengrens,
    meting.marge,
    meting.teller,
    meting.noemer,
    cast(meting.n_ongewogen as bigint) as n_ongewogen,
    meting.methode,
    meting.phi,
    case
        when meting.interval_soort = 'enquete' and meting.n_ongewogen < run.minimum_n then 'te weinig waarnemingen'
        when meting.waarde is null then 'ontbreekt'
        when meting.interval_soort = 'telling' and meting.waarde = 0 then 'nul'
        else 'gemeten'
    end as celstatus,
    meting.voorlopig,
    cast(meting.gemeenten_met_cijfer as integer) as gemeenten_met_cijfer,
    cast(meting.gemeenten_totaal as integer) as gemeenten_totaal
from "bouw"."intermediate"."int_interval" as meting
cross join "bouw"."staging"."stg_run" as run
    );
    
  