
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    



select begin
from (select * from "bouw"."marts"."dim_periode" where soort <> 'golf') dbt_subquery
where begin is null



  
  
      
    ) dbt_internal_test