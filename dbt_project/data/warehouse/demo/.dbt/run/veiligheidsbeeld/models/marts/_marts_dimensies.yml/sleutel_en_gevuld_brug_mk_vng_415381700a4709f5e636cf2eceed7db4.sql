
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select mk_code, vng_code
    from "bouw"."marts"."brug_mk_vng"
    group by mk_code, vng_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(mk_code) then 'mk_code leeg: ' || (count(*) - count(mk_code)) end,
            case when count(*) > count(vng_code) then 'vng_code leeg: ' || (count(*) - count(vng_code)) end,
            case when count(*) > count(is_hoofd) then 'is_hoofd leeg: ' || (count(*) - count(is_hoofd)) end,
            case when count(*) > count(bewijs) then 'bewijs leeg: ' || (count(*) - count(bewijs)) end
        ) as bevinding
    from "bouw"."marts"."brug_mk_vng"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test