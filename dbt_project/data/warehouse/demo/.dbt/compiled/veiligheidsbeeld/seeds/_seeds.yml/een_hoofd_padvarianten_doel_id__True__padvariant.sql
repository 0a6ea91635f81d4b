
select doel_id, count(distinct case when is_hoofd then padvariant end) as hoofden
from "bouw"."seeds"."padvarianten"
group by doel_id
having count(distinct case when is_hoofd then padvariant end) <> 1
