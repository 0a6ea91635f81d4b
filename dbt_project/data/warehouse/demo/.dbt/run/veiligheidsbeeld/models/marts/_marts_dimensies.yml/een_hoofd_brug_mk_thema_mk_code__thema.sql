
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select mk_code, count(distinct case when is_hoofd then thema end) as hoofden
from "bouw"."marts"."brug_mk_thema"
group by mk_code
having count(distinct case when is_hoofd then thema end) > 1

  
  
      
    ) dbt_internal_test