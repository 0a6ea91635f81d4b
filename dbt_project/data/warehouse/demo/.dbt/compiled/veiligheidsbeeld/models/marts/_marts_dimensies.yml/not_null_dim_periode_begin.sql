
    
    



select begin
from (select * from "bouw"."marts"."dim_periode" where soort <> 'golf') dbt_subquery
where begin is null


