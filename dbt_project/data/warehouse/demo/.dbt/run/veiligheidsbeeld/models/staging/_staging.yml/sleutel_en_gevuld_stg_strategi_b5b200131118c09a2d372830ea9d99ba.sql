
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select levering_id, regel, kolom
    from "bouw"."staging"."stg_strategie__bijlage1"
    group by levering_id, regel, kolom
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(regel) then 'regel leeg: ' || (count(*) - count(regel)) end,
            case when count(*) > count(kolom) then 'kolom leeg: ' || (count(*) - count(kolom)) end,
            case when count(*) > count(district_geleverd) then 'district_geleverd leeg: ' || (count(*) - count(district_geleverd)) end
        ) as bevinding
    from "bouw"."staging"."stg_strategie__bijlage1"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test