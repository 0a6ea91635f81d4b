
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select indicator_id, gebied_code, golf, bron
    from "bouw"."intermediate"."int_enquete_gepubliceerd"
    group by indicator_id, gebied_code, golf, bron
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
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(golf) then 'golf leeg: ' || (count(*) - count(golf)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end,
            case when count(*) > count(waarde) then 'waarde leeg: ' || (count(*) - count(waarde)) end
        ) as bevinding
    from "bouw"."intermediate"."int_enquete_gepubliceerd"
) as leegte
where bevinding <> ''
