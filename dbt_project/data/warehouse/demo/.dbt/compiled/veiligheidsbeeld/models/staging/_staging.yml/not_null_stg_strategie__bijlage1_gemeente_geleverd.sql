
    
    



select gemeente_geleverd
from (select * from "bouw"."staging"."stg_strategie__bijlage1" where kolom = 'rijtotaal') dbt_subquery
where gemeente_geleverd is null


