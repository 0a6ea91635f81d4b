
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select indicator_id
    from "bouw"."seeds"."indicator_definities"
    group by indicator_id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(indicator_id) then 'indicator_id leeg: ' || (count(*) - count(indicator_id)) end,
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(definitie) then 'definitie leeg: ' || (count(*) - count(definitie)) end,
            case when count(*) > count(meeteenheid) then 'meeteenheid leeg: ' || (count(*) - count(meeteenheid)) end,
            case when count(*) > count(richting) then 'richting leeg: ' || (count(*) - count(richting)) end,
            case when count(*) > count(decimalen) then 'decimalen leeg: ' || (count(*) - count(decimalen)) end,
            case when count(*) > count(meetwijze) then 'meetwijze leeg: ' || (count(*) - count(meetwijze)) end
        ) as bevinding
    from "bouw"."seeds"."indicator_definities"
) as leegte
where bevinding <> ''
