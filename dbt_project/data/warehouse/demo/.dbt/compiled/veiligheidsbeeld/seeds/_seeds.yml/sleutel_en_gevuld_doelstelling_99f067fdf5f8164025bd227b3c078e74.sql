
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select doel_id
    from "bouw"."seeds"."doelstellingen"
    group by doel_id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(doel_id) then 'doel_id leeg: ' || (count(*) - count(doel_id)) end,
            case when count(*) > count(thema) then 'thema leeg: ' || (count(*) - count(thema)) end,
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(doeljaar) then 'doeljaar leeg: ' || (count(*) - count(doeljaar)) end,
            case when count(*) > count(toets) then 'toets leeg: ' || (count(*) - count(toets)) end,
            case when count(*) > count(meetbaar) then 'meetbaar leeg: ' || (count(*) - count(meetbaar)) end,
            case when count(*) > count(vindplaats_regel) then 'vindplaats_regel leeg: ' || (count(*) - count(vindplaats_regel)) end,
            case when count(*) > count(citaat) then 'citaat leeg: ' || (count(*) - count(citaat)) end
        ) as bevinding
    from "bouw"."seeds"."doelstellingen"
) as leegte
where bevinding <> ''
