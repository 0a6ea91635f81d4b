
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select verwachting
    from "bouw"."marts"."datakwaliteit"
    group by verwachting
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(verwachting) then 'verwachting leeg: ' || (count(*) - count(verwachting)) end,
            case when count(*) > count(poort) then 'poort leeg: ' || (count(*) - count(poort)) end,
            case when count(*) > count(stage) then 'stage leeg: ' || (count(*) - count(stage)) end,
            case when count(*) > count(suite) then 'suite leeg: ' || (count(*) - count(suite)) end,
            case when count(*) > count(tabel) then 'tabel leeg: ' || (count(*) - count(tabel)) end,
            case when count(*) > count(soort) then 'soort leeg: ' || (count(*) - count(soort)) end,
            case when count(*) > count(ernst) then 'ernst leeg: ' || (count(*) - count(ernst)) end,
            case when count(*) > count(geslaagd) then 'geslaagd leeg: ' || (count(*) - count(geslaagd)) end,
            case when count(*) > count(gecontroleerd) then 'gecontroleerd leeg: ' || (count(*) - count(gecontroleerd)) end,
            case when count(*) > count(afwijkend) then 'afwijkend leeg: ' || (count(*) - count(afwijkend)) end,
            case when count(*) > count(uitleg) then 'uitleg leeg: ' || (count(*) - count(uitleg)) end
        ) as bevinding
    from "bouw"."marts"."datakwaliteit"
) as leegte
where bevinding <> ''
