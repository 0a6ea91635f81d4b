
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, prioriteit_id, plan_van
    from "bouw"."marts"."feit_prioriteit"
    group by gebied_code, prioriteit_id, plan_van
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
            case when count(*) > count(prioriteit_id) then 'prioriteit_id leeg: ' || (count(*) - count(prioriteit_id)) end,
            case when count(*) > count(plan_van) then 'plan_van leeg: ' || (count(*) - count(plan_van)) end,
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(regel) then 'regel leeg: ' || (count(*) - count(regel)) end
        ) as bevinding
    from "bouw"."marts"."feit_prioriteit"
) as leegte
where bevinding <> ''
