
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gemeente_geleverd, prioriteit, plan_van
    from "bouw"."intermediate"."int_prioriteit"
    group by gemeente_geleverd, prioriteit, plan_van
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(gemeente_geleverd) then 'gemeente_geleverd leeg: ' || (count(*) - count(gemeente_geleverd)) end,
            case when count(*) > count(prioriteit) then 'prioriteit leeg: ' || (count(*) - count(prioriteit)) end,
            case when count(*) > count(plan_van) then 'plan_van leeg: ' || (count(*) - count(plan_van)) end
        ) as bevinding
    from "bouw"."intermediate"."int_prioriteit"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test