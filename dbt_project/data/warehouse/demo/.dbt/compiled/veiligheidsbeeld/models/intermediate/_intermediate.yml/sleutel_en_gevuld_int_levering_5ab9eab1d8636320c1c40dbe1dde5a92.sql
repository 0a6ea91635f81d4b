
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select levering_id, gebied_code
    from "bouw"."intermediate"."int_levering_gebied"
    group by levering_id, gebied_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end
        ) as bevinding
    from "bouw"."intermediate"."int_levering_gebied"
) as leegte
where bevinding <> ''
