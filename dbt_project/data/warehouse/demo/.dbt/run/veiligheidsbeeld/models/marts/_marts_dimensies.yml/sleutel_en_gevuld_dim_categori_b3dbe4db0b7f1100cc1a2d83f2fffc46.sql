
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select vng_code
    from "bouw"."marts"."dim_categorie"
    group by vng_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(vng_code) then 'vng_code leeg: ' || (count(*) - count(vng_code)) end,
            case when count(*) > count(categorie) then 'categorie leeg: ' || (count(*) - count(categorie)) end,
            case when count(*) > count(thema_code) then 'thema_code leeg: ' || (count(*) - count(thema_code)) end,
            case when count(*) > count(thema) then 'thema leeg: ' || (count(*) - count(thema)) end,
            case when count(*) > count(veld_code) then 'veld_code leeg: ' || (count(*) - count(veld_code)) end,
            case when count(*) > count(veld) then 'veld leeg: ' || (count(*) - count(veld)) end
        ) as bevinding
    from "bouw"."marts"."dim_categorie"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test