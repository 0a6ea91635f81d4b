
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code
    from "bouw"."intermediate"."int_gebied"
    group by gebied_code
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
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(gebied_type) then 'gebied_type leeg: ' || (count(*) - count(gebied_type)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end
        ) as bevinding
    from "bouw"."intermediate"."int_gebied"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test