
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select cijfer_id
    from "bouw"."marts"."gedrukte_cijfers"
    group by cijfer_id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(cijfer_id) then 'cijfer_id leeg: ' || (count(*) - count(cijfer_id)) end,
            case when count(*) > count(onderwerp) then 'onderwerp leeg: ' || (count(*) - count(onderwerp)) end,
            case when count(*) > count(gedrukt) then 'gedrukt leeg: ' || (count(*) - count(gedrukt)) end,
            case when count(*) > count(status) then 'status leeg: ' || (count(*) - count(status)) end
        ) as bevinding
    from "bouw"."marts"."gedrukte_cijfers"
) as leegte
where bevinding <> ''
