
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select id
    from "bouw"."seeds"."strategie_uitspraken"
    group by id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(id) then 'id leeg: ' || (count(*) - count(id)) end,
            case when count(*) > count(kind) then 'kind leeg: ' || (count(*) - count(kind)) end
        ) as bevinding
    from "bouw"."seeds"."strategie_uitspraken"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test