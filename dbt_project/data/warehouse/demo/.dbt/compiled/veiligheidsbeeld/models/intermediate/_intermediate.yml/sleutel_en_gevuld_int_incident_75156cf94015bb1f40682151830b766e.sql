
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select pseudoniem
    from "bouw"."intermediate"."int_incident"
    group by pseudoniem
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(pseudoniem) then 'pseudoniem leeg: ' || (count(*) - count(pseudoniem)) end,
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(regel) then 'regel leeg: ' || (count(*) - count(regel)) end,
            case when count(*) > count(geldig_vanaf) then 'geldig_vanaf leeg: ' || (count(*) - count(geldig_vanaf)) end,
            case when count(*) > count(versie) then 'versie leeg: ' || (count(*) - count(versie)) end
        ) as bevinding
    from "bouw"."intermediate"."int_incident"
) as leegte
where bevinding <> ''
