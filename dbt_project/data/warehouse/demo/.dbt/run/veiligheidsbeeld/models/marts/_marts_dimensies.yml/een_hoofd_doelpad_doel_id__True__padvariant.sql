
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select doel_id, count(distinct case when is_hoofd then padvariant end) as hoofden
from "bouw"."marts"."doelpad"
group by doel_id
having count(distinct case when is_hoofd then padvariant end) <> 1

  
  
      
    ) dbt_internal_test