
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select indicator_id, stelsel, code
    from "bouw"."seeds"."indicator_codes"
    group by indicator_id, stelsel, code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(indicator_id) then 'indicator_id leeg: ' || (count(*) - count(indicator_id)) end,
            case when count(*) > count(stelsel) then 'stelsel leeg: ' || (count(*) - count(stelsel)) end,
            case when count(*) > count(code) then 'code leeg: ' || (count(*) - count(code)) end
        ) as bevinding
    from "bouw"."seeds"."indicator_codes"
) as leegte
where bevinding <> ''
