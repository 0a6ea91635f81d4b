
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select pseudoniem
    from "bouw"."intermediate"."int_respondent"
    group by pseudoniem
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(pseudoniem) then 'pseudoniem leeg: ' || (count(*) - count(pseudoniem)) end,
            case when count(*) > count(golf) then 'golf leeg: ' || (count(*) - count(golf)) end,
            case when count(*) > count(stratum) then 'stratum leeg: ' || (count(*) - count(stratum)) end,
            case when count(*) > count(weegfactor) then 'weegfactor leeg: ' || (count(*) - count(weegfactor)) end
        ) as bevinding
    from "bouw"."intermediate"."int_respondent"
) as leegte
where bevinding <> ''
