
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select indicator_id, gebied_code, golf
    from "bouw"."intermediate"."int_enquete_microdata"
    group by indicator_id, gebied_code, golf
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
            case when count(*) > count(golf) then 'golf leeg: ' || (count(*) - count(golf)) end,
            case when count(*) > count(n_ongewogen) then 'n_ongewogen leeg: ' || (count(*) - count(n_ongewogen)) end
        ) as bevinding
    from "bouw"."intermediate"."int_enquete_microdata"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test