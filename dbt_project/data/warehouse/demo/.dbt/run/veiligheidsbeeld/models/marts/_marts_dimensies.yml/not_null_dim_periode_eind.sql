
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    



select eind
from (select * from "bouw"."marts"."dim_periode" where soort <> 'golf') dbt_subquery
where eind is null



  
  
      
    ) dbt_internal_test