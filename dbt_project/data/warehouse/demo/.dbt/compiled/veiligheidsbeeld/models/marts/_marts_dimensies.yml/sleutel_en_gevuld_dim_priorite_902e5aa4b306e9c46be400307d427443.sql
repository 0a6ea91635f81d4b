
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select prioriteit_id
    from "bouw"."marts"."dim_prioriteit"
    group by prioriteit_id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(prioriteit_id) then 'prioriteit_id leeg: ' || (count(*) - count(prioriteit_id)) end,
            case when count(*) > count(prioriteit) then 'prioriteit leeg: ' || (count(*) - count(prioriteit)) end,
            case when count(*) > count(soort) then 'soort leeg: ' || (count(*) - count(soort)) end,
            case when count(*) > count(niveau) then 'niveau leeg: ' || (count(*) - count(niveau)) end
        ) as bevinding
    from "bouw"."marts"."dim_prioriteit"
) as leegte
where bevinding <> ''
