
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, naam
    from "bouw"."marts"."gebied_historie"
    group by gebied_code, naam
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
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end
        ) as bevinding
    from "bouw"."marts"."gebied_historie"
) as leegte
where bevinding <> ''
