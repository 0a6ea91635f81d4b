
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select mk_code
    from "bouw"."marts"."dim_mk"
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
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(in_codelijst) then 'in_codelijst leeg: ' || (count(*) - count(in_codelijst)) end
        ) as bevinding
    from "bouw"."marts"."dim_mk"
) as leegte
where bevinding <> ''
