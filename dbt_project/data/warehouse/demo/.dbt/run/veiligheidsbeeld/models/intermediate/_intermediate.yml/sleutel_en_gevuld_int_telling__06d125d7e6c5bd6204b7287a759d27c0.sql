
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select indicator_id, gebied_code, periode_id
    from "bouw"."intermediate"."int_telling_incident"
    group by indicator_id, gebied_code, periode_id
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
            case when count(*) > count(periode_id) then 'periode_id leeg: ' || (count(*) - count(periode_id)) end,
            case when count(*) > count(niveau) then 'niveau leeg: ' || (count(*) - count(niveau)) end,
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(aantal) then 'aantal leeg: ' || (count(*) - count(aantal)) end,
            case when count(*) > count(verdachten) then 'verdachten leeg: ' || (count(*) - count(verdachten)) end,
            case when count(*) > count(van_jaar) then 'van_jaar leeg: ' || (count(*) - count(van_jaar)) end
        ) as bevinding
    from "bouw"."intermediate"."int_telling_incident"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test