
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, vng_code, maand, telregel_id
    from "bouw"."marts"."incidenten_maand"
    group by gebied_code, vng_code, maand, telregel_id
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
            case when count(*) > count(vng_code) then 'vng_code leeg: ' || (count(*) - count(vng_code)) end,
            case when count(*) > count(maand) then 'maand leeg: ' || (count(*) - count(maand)) end,
            case when count(*) > count(telregel_id) then 'telregel_id leeg: ' || (count(*) - count(telregel_id)) end,
            case when count(*) > count(aantal) then 'aantal leeg: ' || (count(*) - count(aantal)) end,
            case when count(*) > count(voorlopig) then 'voorlopig leeg: ' || (count(*) - count(voorlopig)) end
        ) as bevinding
    from "bouw"."marts"."incidenten_maand"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test