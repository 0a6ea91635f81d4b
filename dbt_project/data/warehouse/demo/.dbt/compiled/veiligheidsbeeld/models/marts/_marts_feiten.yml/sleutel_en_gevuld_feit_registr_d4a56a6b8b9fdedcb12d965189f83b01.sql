
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select grootheid, gebied_code, periode_id, bron
    from "bouw"."marts"."feit_registratie"
    group by grootheid, gebied_code, periode_id, bron
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(grootheid) then 'grootheid leeg: ' || (count(*) - count(grootheid)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(periode_id) then 'periode_id leeg: ' || (count(*) - count(periode_id)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end,
            case when count(*) > count(meeteenheid) then 'meeteenheid leeg: ' || (count(*) - count(meeteenheid)) end,
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(regel) then 'regel leeg: ' || (count(*) - count(regel)) end
        ) as bevinding
    from "bouw"."marts"."feit_registratie"
) as leegte
where bevinding <> ''
