
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, jaar
    from "bouw"."intermediate"."int_jeugdoverlast"
    group by gebied_code, jaar
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
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(rang) then 'rang leeg: ' || (count(*) - count(rang)) end,
            case when count(*) > count(in_eenheid) then 'in_eenheid leeg: ' || (count(*) - count(in_eenheid)) end
        ) as bevinding
    from "bouw"."intermediate"."int_jeugdoverlast"
) as leegte
where bevinding <> ''
