
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select pseudoniem
    from "bouw"."marts"."feit_incident"
    group by pseudoniem
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(pseudoniem) then 'pseudoniem leeg: ' || (count(*) - count(pseudoniem)) end,
            case when count(*) > count(mk_code) then 'mk_code leeg: ' || (count(*) - count(mk_code)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(gebied_status) then 'gebied_status leeg: ' || (count(*) - count(gebied_status)) end,
            case when count(*) > count(eind_voor_begin) then 'eind_voor_begin leeg: ' || (count(*) - count(eind_voor_begin)) end,
            case when count(*) > count(kennis_voor_eind) then 'kennis_voor_eind leeg: ' || (count(*) - count(kennis_voor_eind)) end,
            case when count(*) > count(versie) then 'versie leeg: ' || (count(*) - count(versie)) end,
            case when count(*) > count(geldig_vanaf) then 'geldig_vanaf leeg: ' || (count(*) - count(geldig_vanaf)) end,
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(regel) then 'regel leeg: ' || (count(*) - count(regel)) end
        ) as bevinding
    from "bouw"."marts"."feit_incident"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test