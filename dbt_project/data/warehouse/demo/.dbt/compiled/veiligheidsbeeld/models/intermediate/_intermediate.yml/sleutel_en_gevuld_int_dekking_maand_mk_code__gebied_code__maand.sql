
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select mk_code, gebied_code, maand
    from "bouw"."intermediate"."int_dekking_maand"
    group by mk_code, gebied_code, maand
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(mk_code) then 'mk_code leeg: ' || (count(*) - count(mk_code)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(maand) then 'maand leeg: ' || (count(*) - count(maand)) end
        ) as bevinding
    from "bouw"."intermediate"."int_dekking_maand"
) as leegte
where bevinding <> ''
