
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select mk_code, thema
    from "bouw"."marts"."brug_mk_thema"
    group by mk_code, thema
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
            case when count(*) > count(thema) then 'thema leeg: ' || (count(*) - count(thema)) end,
            case when count(*) > count(thema_onderdeel) then 'thema_onderdeel leeg: ' || (count(*) - count(thema_onderdeel)) end,
            case when count(*) > count(is_hoofd) then 'is_hoofd leeg: ' || (count(*) - count(is_hoofd)) end,
            case when count(*) > count(bewijs) then 'bewijs leeg: ' || (count(*) - count(bewijs)) end
        ) as bevinding
    from "bouw"."marts"."brug_mk_thema"
) as leegte
where bevinding <> ''
