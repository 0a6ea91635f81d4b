
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, buur_code
    from "bouw"."seeds"."gebied_buren"
    group by gebied_code, buur_code
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
            case when count(*) > count(buur_code) then 'buur_code leeg: ' || (count(*) - count(buur_code)) end,
            case when count(*) > count(buur_naam) then 'buur_naam leeg: ' || (count(*) - count(buur_naam)) end,
            case when count(*) > count(buur_in_eenheid) then 'buur_in_eenheid leeg: ' || (count(*) - count(buur_in_eenheid)) end,
            case when count(*) > count(gedeelde_grens_km) then 'gedeelde_grens_km leeg: ' || (count(*) - count(gedeelde_grens_km)) end
        ) as bevinding
    from "bouw"."seeds"."gebied_buren"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test