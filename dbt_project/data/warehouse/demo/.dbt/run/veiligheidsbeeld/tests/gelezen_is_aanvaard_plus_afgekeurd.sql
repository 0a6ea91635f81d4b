
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  -- no row of a delivery disappears unseen
select levering_id, gelezen, aanvaard, afgekeurd
from "bouw"."marts"."leveringen"
where gelezen <> aanvaard + afgekeurd
  
  
      
    ) dbt_internal_test