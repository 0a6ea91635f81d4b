
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select periode_id
    from "bouw"."marts"."dim_periode"
    group by periode_id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(periode_id) then 'periode_id leeg: ' || (count(*) - count(periode_id)) end,
            case when count(*) > count(soort) then 'soort leeg: ' || (count(*) - count(soort)) end
        ) as bevinding
    from "bouw"."marts"."dim_periode"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test