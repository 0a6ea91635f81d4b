
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select levering_id, regel, indicator_id
    from "bouw"."staging"."stg_cbs__politieoordeel"
    group by levering_id, regel, indicator_id
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
            case when count(*) > count(indicator_id) then 'indicator_id leeg: ' || (count(*) - count(indicator_id)) end,
            case when count(*) > count(gebied_geleverd) then 'gebied_geleverd leeg: ' || (count(*) - count(gebied_geleverd)) end,
            case when count(*) > count(golf) then 'golf leeg: ' || (count(*) - count(golf)) end,
            case when count(*) > count(getal) then 'getal leeg: ' || (count(*) - count(getal)) end
        ) as bevinding
    from "bouw"."staging"."stg_cbs__politieoordeel"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test