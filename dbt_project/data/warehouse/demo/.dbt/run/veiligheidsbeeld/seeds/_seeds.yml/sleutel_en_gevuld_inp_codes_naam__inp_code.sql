
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select inp_code
    from "bouw"."seeds"."inp_codes"
    group by inp_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(inp_code) then 'inp_code leeg: ' || (count(*) - count(inp_code)) end,
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end
        ) as bevinding
    from "bouw"."seeds"."inp_codes"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test