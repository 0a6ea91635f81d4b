
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select golf
    from "bouw"."seeds"."vm_golven"
    group by golf
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(golf) then 'golf leeg: ' || (count(*) - count(golf)) end,
            case when count(*) > count(gehouden) then 'gehouden leeg: ' || (count(*) - count(gehouden)) end
        ) as bevinding
    from "bouw"."seeds"."vm_golven"
) as leegte
where bevinding <> ''
