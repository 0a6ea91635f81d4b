
    

    create  table
      "bouw"."staging"."stg_cbs__criminaliteit__dbt_tmp"
  
    
    as (
      -- grain: one row per kind of crime, area and year per delivery
-- key: levering_id, regel
-- two shapes of one table: codes with padded values (raw download) and titles (typed export)
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    bron.soort_misdrijf,
    bron.soort_misdrijf in ('Misdrijven, totaal', '0000000') as is_totaal,
    coalesce(gebied.gebied_code, alias.gebied_code) as gebied_code,
    bron.regio as gebied_geleverd,
    cast(left(bron.periode, 4) as integer) as jaar,
    cast(bron.aantal as bigint) as aantal
from "bouw"."raw"."cbs_83648ned" as bron
inner join "bouw"."staging"."stg_levering" as lev using (levering_id)
left join "bouw"."seeds"."gebieden" as gebied on gebied.gebied_code = bron.regio
left join "bouw"."staging"."stg_gebied_alias" as alias
    on alias.naam_kern = trim(regexp_replace(regexp_replace(
        lower(strip_accents(bron.regio)), '\(gemeente\)|\(pv\)|\(re\)|\(pd\)|\(bt\)|\(ld\)', '', 'g'
    ), '\s+', ' ', 'g')) and alias.gebied_type = case
        when lower(bron.regio) like '%(pv)%' then 'provincie'
        when lower(bron.regio) like '%(re)%' then 'eenheid'
        when lower(bron.regio) like '%(pd)%' then 'district'
        when lower(bron.regio) like '%(bt)%' then 'basisteam'
        when lower(bron.regio) like '%(ld)%' then 'landsdeel'
        when trim(lower(bron.regio)) = 'nederland' then 'land'
        else 'gemeente'
    end
    );
    
  