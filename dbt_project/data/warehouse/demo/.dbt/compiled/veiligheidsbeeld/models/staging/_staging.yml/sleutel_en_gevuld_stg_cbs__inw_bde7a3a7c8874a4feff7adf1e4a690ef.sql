
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select levering_id, regel
    from "bouw"."staging"."stg_cbs__inwoners"
    group by levering_id, regel
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(regel) then 'regel leeg: ' || (count(*) - count(regel)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end
        ) as bevinding
    from "bouw"."staging"."stg_cbs__inwoners"
) as leegte
where bevinding <> ''
