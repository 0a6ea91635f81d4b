
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    



select regel
from (select * from "bouw"."intermediate"."int_incident_versie" where not ingetrokken) dbt_subquery
where regel is null



  
  
      
    ) dbt_internal_test