
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select reden_code
    from "bouw"."seeds"."redencodes"
    group by reden_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(reden_code) then 'reden_code leeg: ' || (count(*) - count(reden_code)) end,
            case when count(*) > count(omschrijving) then 'omschrijving leeg: ' || (count(*) - count(omschrijving)) end
        ) as bevinding
    from "bouw"."seeds"."redencodes"
) as leegte
where bevinding <> ''
