
select mk_code, count(distinct case when is_hoofd then vng_code end) as hoofden
from "bouw"."marts"."brug_mk_vng"
group by mk_code
having count(distinct case when is_hoofd then vng_code end) <> 1
