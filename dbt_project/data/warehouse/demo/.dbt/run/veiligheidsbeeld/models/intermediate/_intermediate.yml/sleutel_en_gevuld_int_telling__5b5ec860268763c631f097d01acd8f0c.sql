
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select indicator_id, gebied_code, jaar
    from "bouw"."intermediate"."int_telling_overlast"
    group by indicator_id, gebied_code, jaar
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(indicator_id) then 'indicator_id leeg: ' || (count(*) - count(indicator_id)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(aantal) then 'aantal leeg: ' || (count(*) - count(aantal)) end
        ) as bevinding
    from "bouw"."intermediate"."int_telling_overlast"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test