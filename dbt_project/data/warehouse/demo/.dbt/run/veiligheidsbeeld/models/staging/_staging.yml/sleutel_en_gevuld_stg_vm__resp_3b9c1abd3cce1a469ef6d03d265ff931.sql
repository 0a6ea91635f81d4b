
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select levering_id, regel
    from "bouw"."staging"."stg_vm__respondent"
    group by levering_id, regel
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(regel) then 'regel leeg: ' || (count(*) - count(regel)) end,
            case when count(*) > count(golf) then 'golf leeg: ' || (count(*) - count(golf)) end,
            case when count(*) > count(stratum) then 'stratum leeg: ' || (count(*) - count(stratum)) end,
            case when count(*) > count(weegfactor) then 'weegfactor leeg: ' || (count(*) - count(weegfactor)) end
        ) as bevinding
    from "bouw"."staging"."stg_vm__respondent"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test