
    

    create  table
      "bouw"."staging"."stg_politie__misdrijf__dbt_tmp"
  
    
    as (
      -- grain: one row per kind of crime, area and year per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    lev.indeling_jaar,
    bron.soort_misdrijf as inp_code,
    case when bron.regio like 'NL%' then 'NL01' else bron.regio end as gebied_code,
    cast(left(bron.periode, 4) as integer) as jaar,
    bron.aantal
from "bouw"."raw"."politie_47018ned" as bron
inner join "bouw"."staging"."stg_levering" as lev using (levering_id)
    );
    
  