
    
    



select regel
from (select * from "bouw"."intermediate"."int_incident_versie" where not ingetrokken) dbt_subquery
where regel is null


