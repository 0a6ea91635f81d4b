
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select doel_id, gebied_code, jaar, padvariant, bron
    from "bouw"."marts"."doelbereik"
    group by doel_id, gebied_code, jaar, padvariant, bron
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(doel_id) then 'doel_id leeg: ' || (count(*) - count(doel_id)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(padvariant) then 'padvariant leeg: ' || (count(*) - count(padvariant)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end,
            case when count(*) > count(is_hoofd) then 'is_hoofd leeg: ' || (count(*) - count(is_hoofd)) end,
            case when count(*) > count(meetstatus) then 'meetstatus leeg: ' || (count(*) - count(meetstatus)) end,
            case when count(*) > count(reden_code) then 'reden_code leeg: ' || (count(*) - count(reden_code)) end,
            case when count(*) > count(oordeel) then 'oordeel leeg: ' || (count(*) - count(oordeel)) end,
            case when count(*) > count(voorlopig) then 'voorlopig leeg: ' || (count(*) - count(voorlopig)) end,
            case when count(*) > count(toelichting) then 'toelichting leeg: ' || (count(*) - count(toelichting)) end
        ) as bevinding
    from "bouw"."marts"."doelbereik"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test