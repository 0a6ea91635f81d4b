
select count(*) as rijen from "bouw"."seeds"."strategie" having count(*) <> 1
