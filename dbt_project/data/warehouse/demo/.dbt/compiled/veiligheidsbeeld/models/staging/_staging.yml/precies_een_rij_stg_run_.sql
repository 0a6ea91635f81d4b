
select count(*) as rijen from "bouw"."staging"."stg_run" having count(*) <> 1
