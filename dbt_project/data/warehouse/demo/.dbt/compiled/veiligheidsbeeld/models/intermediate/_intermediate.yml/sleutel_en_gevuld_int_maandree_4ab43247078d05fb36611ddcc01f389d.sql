
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select indicator_id, gebied_code, maand
    from "bouw"."intermediate"."int_maandreeks"
    group by indicator_id, gebied_code, maand
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
            case when count(*) > count(maand) then 'maand leeg: ' || (count(*) - count(maand)) end,
            case when count(*) > count(dagen) then 'dagen leeg: ' || (count(*) - count(dagen)) end,
            case when count(*) > count(maandnummer) then 'maandnummer leeg: ' || (count(*) - count(maandnummer)) end,
            case when count(*) > count(aantal) then 'aantal leeg: ' || (count(*) - count(aantal)) end
        ) as bevinding
    from "bouw"."intermediate"."int_maandreeks"
) as leegte
where bevinding <> ''
