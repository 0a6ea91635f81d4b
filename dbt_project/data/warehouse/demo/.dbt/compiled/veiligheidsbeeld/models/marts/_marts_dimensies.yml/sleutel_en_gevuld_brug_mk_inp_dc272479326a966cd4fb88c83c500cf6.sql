
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select mk_code, inp_code
    from "bouw"."marts"."brug_mk_inp"
    group by mk_code, inp_code
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
            case when count(*) > count(inp_code) then 'inp_code leeg: ' || (count(*) - count(inp_code)) end,
            case when count(*) > count(is_hoofd) then 'is_hoofd leeg: ' || (count(*) - count(is_hoofd)) end,
            case when count(*) > count(bewijs) then 'bewijs leeg: ' || (count(*) - count(bewijs)) end
        ) as bevinding
    from "bouw"."marts"."brug_mk_inp"
) as leegte
where bevinding <> ''
