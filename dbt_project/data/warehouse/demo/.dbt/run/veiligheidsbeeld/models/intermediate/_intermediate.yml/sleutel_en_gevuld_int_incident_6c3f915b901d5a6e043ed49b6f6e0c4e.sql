
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select pseudoniem, peilmoment
    from "bouw"."intermediate"."int_incident_intrekking"
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
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(ingetrokken_op) then 'ingetrokken_op leeg: ' || (count(*) - count(ingetrokken_op)) end
        ) as bevinding
    from "bouw"."intermediate"."int_incident_intrekking"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test