
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, boven_code
    from "bouw"."intermediate"."int_gebied_boven"
    group by gebied_code, boven_code
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
            case when count(*) > count(boven_code) then 'boven_code leeg: ' || (count(*) - count(boven_code)) end,
            case when count(*) > count(niveau) then 'niveau leeg: ' || (count(*) - count(niveau)) end
        ) as bevinding
    from "bouw"."intermediate"."int_gebied_boven"
) as leegte
where bevinding <> ''
