
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    



select gemeente_geleverd
from (select * from "bouw"."staging"."stg_strategie__bijlage1" where kolom = 'rijtotaal') dbt_subquery
where gemeente_geleverd is null



  
  
      
    ) dbt_internal_test