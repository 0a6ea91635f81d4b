
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, indeling_jaar
    from "bouw"."intermediate"."int_gebied_keten"
    group by gebied_code, indeling_jaar
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(indeling_jaar) then 'indeling_jaar leeg: ' || (count(*) - count(indeling_jaar)) end,
            case when count(*) > count(naar_code) then 'naar_code leeg: ' || (count(*) - count(naar_code)) end,
            case when count(*) > count(gewicht) then 'gewicht leeg: ' || (count(*) - count(gewicht)) end
        ) as bevinding
    from "bouw"."intermediate"."int_gebied_keten"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test