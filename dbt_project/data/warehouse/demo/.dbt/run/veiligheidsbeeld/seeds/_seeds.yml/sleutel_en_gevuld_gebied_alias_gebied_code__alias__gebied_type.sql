
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select alias, gebied_type
    from "bouw"."seeds"."gebied_alias"
    group by alias, gebied_type
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(alias) then 'alias leeg: ' || (count(*) - count(alias)) end,
            case when count(*) > count(gebied_type) then 'gebied_type leeg: ' || (count(*) - count(gebied_type)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end
        ) as bevinding
    from "bouw"."seeds"."gebied_alias"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test