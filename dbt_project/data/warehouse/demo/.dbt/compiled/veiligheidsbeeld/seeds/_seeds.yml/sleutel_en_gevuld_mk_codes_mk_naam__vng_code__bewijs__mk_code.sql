
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select mk_code
    from "bouw"."seeds"."mk_codes"
    group by mk_code
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
            case when count(*) > count(mk_naam) then 'mk_naam leeg: ' || (count(*) - count(mk_naam)) end,
            case when count(*) > count(vng_code) then 'vng_code leeg: ' || (count(*) - count(vng_code)) end,
            case when count(*) > count(bewijs) then 'bewijs leeg: ' || (count(*) - count(bewijs)) end
        ) as bevinding
    from "bouw"."seeds"."mk_codes"
) as leegte
where bevinding <> ''
