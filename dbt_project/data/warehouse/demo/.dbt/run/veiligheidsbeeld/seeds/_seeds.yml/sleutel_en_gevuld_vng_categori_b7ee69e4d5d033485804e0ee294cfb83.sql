
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select categorie_code
    from "bouw"."seeds"."vng_categorieen"
    group by categorie_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(categorie_code) then 'categorie_code leeg: ' || (count(*) - count(categorie_code)) end,
            case when count(*) > count(veld_code) then 'veld_code leeg: ' || (count(*) - count(veld_code)) end,
            case when count(*) > count(veld_naam) then 'veld_naam leeg: ' || (count(*) - count(veld_naam)) end,
            case when count(*) > count(thema_code) then 'thema_code leeg: ' || (count(*) - count(thema_code)) end,
            case when count(*) > count(thema_naam) then 'thema_naam leeg: ' || (count(*) - count(thema_naam)) end,
            case when count(*) > count(categorie_naam) then 'categorie_naam leeg: ' || (count(*) - count(categorie_naam)) end
        ) as bevinding
    from "bouw"."seeds"."vng_categorieen"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test