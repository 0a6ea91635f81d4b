
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select pseudoniem, peilmoment
    from "bouw"."intermediate"."int_incident_melding"
    group by pseudoniem, peilmoment
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(pseudoniem) then 'pseudoniem leeg: ' || (count(*) - count(pseudoniem)) end,
            case when count(*) > count(peilmoment) then 'peilmoment leeg: ' || (count(*) - count(peilmoment)) end,
            case when count(*) > count(volgorde) then 'volgorde leeg: ' || (count(*) - count(volgorde)) end,
            case when count(*) > count(regel) then 'regel leeg: ' || (count(*) - count(regel)) end,
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(mk_code) then 'mk_code leeg: ' || (count(*) - count(mk_code)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(inhoud) then 'inhoud leeg: ' || (count(*) - count(inhoud)) end
        ) as bevinding
    from "bouw"."intermediate"."int_incident_melding"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test