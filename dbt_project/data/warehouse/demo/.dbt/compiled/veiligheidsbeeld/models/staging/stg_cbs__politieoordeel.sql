-- grain: one row per area, wave, indicator and kind of number (value or margin) per delivery
-- key: levering_id, regel, indicator_id
with lang as (
    unpivot (
        select
            levering_id,
            regel,
            regio,
            periode,
            marge,
            vertrouwen_politie,
            tevreden_politie_buurt as functioneren_politie_buurt
        from "bouw"."raw"."cbs_81928ned"
    )
    on vertrouwen_politie, functioneren_politie_buurt
    into name indicator_id value getal
)

select
    lang.levering_id,
    lang.regel,
    lang.indicator_id,
    lev.peilmoment,
    lev.volgorde,
    alias.gebied_code,
    lang.regio as gebied_geleverd,
    cast(left(lang.periode, 4) as integer) as golf,
    case lang.marge when 'Waarde' then 'waarde' when 'Betrouwbaarheidsmarge' then 'marge' end as soort_getal,
    lang.getal
from lang
inner join "bouw"."staging"."stg_levering" as lev using (levering_id)
left join "bouw"."staging"."stg_gebied_alias" as alias
    on alias.naam_kern = trim(regexp_replace(regexp_replace(
        lower(strip_accents(lang.regio)), '\(gemeente\)|\(pv\)|\(re\)|\(pd\)|\(bt\)|\(ld\)', '', 'g'
    ), '\s+', ' ', 'g')) and alias.gebied_type = case
        when lower(lang.regio) like '%(pv)%' then 'provincie'
        when lower(lang.regio) like '%(re)%' then 'eenheid'
        when lower(lang.regio) like '%(pd)%' then 'district'
        when lower(lang.regio) like '%(bt)%' then 'basisteam'
        when lower(lang.regio) like '%(ld)%' then 'landsdeel'
        when trim(lower(lang.regio)) = 'nederland' then 'land'
        else 'gemeente'
    end