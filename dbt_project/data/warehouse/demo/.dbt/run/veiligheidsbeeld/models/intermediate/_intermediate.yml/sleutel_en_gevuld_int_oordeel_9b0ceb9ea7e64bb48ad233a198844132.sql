
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select doel_id, jaar, padvariant, bron
    from "bouw"."intermediate"."int_oordeel"
    group by doel_id, jaar, padvariant, bron
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
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(padvariant) then 'padvariant leeg: ' || (count(*) - count(padvariant)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end,
            case when count(*) > count(thema) then 'thema leeg: ' || (count(*) - count(thema)) end,
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(doeljaar) then 'doeljaar leeg: ' || (count(*) - count(doeljaar)) end,
            case when count(*) > count(is_hoofd) then 'is_hoofd leeg: ' || (count(*) - count(is_hoofd)) end,
            case when count(*) > count(toets) then 'toets leeg: ' || (count(*) - count(toets)) end,
            case when count(*) > count(meetstatus) then 'meetstatus leeg: ' || (count(*) - count(meetstatus)) end,
            case when count(*) > count(incidenten_geleverd) then 'incidenten_geleverd leeg: ' || (count(*) - count(incidenten_geleverd)) end,
            case when count(*) > count(binnen_pad) then 'binnen_pad leeg: ' || (count(*) - count(binnen_pad)) end,
            case when count(*) > count(voorlopig) then 'voorlopig leeg: ' || (count(*) - count(voorlopig)) end,
            case when count(*) > count(reden_code) then 'reden_code leeg: ' || (count(*) - count(reden_code)) end
        ) as bevinding
    from "bouw"."intermediate"."int_oordeel"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test