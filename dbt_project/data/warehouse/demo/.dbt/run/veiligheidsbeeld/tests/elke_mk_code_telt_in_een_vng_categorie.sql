
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  -- every class of the code list has its one main VNG category, so that totals by category miss nothing
select mk.mk_code
from "bouw"."marts"."dim_mk" as mk
left join "bouw"."marts"."brug_mk_vng" as brug on brug.mk_code = mk.mk_code and brug.is_hoofd
where mk.in_codelijst
group by mk.mk_code
having count(brug.vng_code) <> 1
  
  
      
    ) dbt_internal_test