
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, jaar
    from "bouw"."intermediate"."int_inwoners"
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
            case when count(*) > count(inwoners) then 'inwoners leeg: ' || (count(*) - count(inwoners)) end
        ) as bevinding
    from "bouw"."intermediate"."int_inwoners"
) as leegte
where bevinding <> ''
