
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select oude_code, nieuwe_code
    from "bouw"."seeds"."herindelingen"
    group by oude_code, nieuwe_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(oude_code) then 'oude_code leeg: ' || (count(*) - count(oude_code)) end,
            case when count(*) > count(nieuwe_code) then 'nieuwe_code leeg: ' || (count(*) - count(nieuwe_code)) end,
            case when count(*) > count(ingang) then 'ingang leeg: ' || (count(*) - count(ingang)) end,
            case when count(*) > count(gewicht) then 'gewicht leeg: ' || (count(*) - count(gewicht)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end
        ) as bevinding
    from "bouw"."seeds"."herindelingen"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test