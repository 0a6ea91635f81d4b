
    
    



select eind
from (select * from "bouw"."marts"."dim_periode" where soort <> 'golf') dbt_subquery
where eind is null


