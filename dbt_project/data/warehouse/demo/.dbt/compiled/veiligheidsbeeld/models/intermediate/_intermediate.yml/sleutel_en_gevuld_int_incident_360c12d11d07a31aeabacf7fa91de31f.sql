
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, basisteam, mk_code, maand
    from "bouw"."intermediate"."int_incident_maand"
    group by gebied_code, basisteam, mk_code, maand
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(mk_code) then 'mk_code leeg: ' || (count(*) - count(mk_code)) end,
            case when count(*) > count(maand) then 'maand leeg: ' || (count(*) - count(maand)) end,
            case when count(*) > count(aantal) then 'aantal leeg: ' || (count(*) - count(aantal)) end,
            case when count(*) > count(aantal_pogingen) then 'aantal_pogingen leeg: ' || (count(*) - count(aantal_pogingen)) end,
            case when count(*) > count(aantal_eerst_gemeld) then 'aantal_eerst_gemeld leeg: ' || (count(*) - count(aantal_eerst_gemeld)) end,
            case when count(*) > count(verdachten) then 'verdachten leeg: ' || (count(*) - count(verdachten)) end
        ) as bevinding
    from "bouw"."intermediate"."int_incident_maand"
) as leegte
where bevinding <> ''
