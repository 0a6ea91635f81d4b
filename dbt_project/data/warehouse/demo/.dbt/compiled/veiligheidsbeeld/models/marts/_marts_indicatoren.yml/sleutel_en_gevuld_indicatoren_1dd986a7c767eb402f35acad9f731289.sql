
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select indicator_id, gebied_code, periode_id, bron
    from "bouw"."marts"."indicatoren"
    group by indicator_id, gebied_code, periode_id, bron
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
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end,
            case when count(*) > count(periode_id) then 'periode_id leeg: ' || (count(*) - count(periode_id)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end,
            case when count(*) > count(telregel_id) then 'telregel_id leeg: ' || (count(*) - count(telregel_id)) end,
            case when count(*) > count(methode) then 'methode leeg: ' || (count(*) - count(methode)) end,
            case when count(*) > count(celstatus) then 'celstatus leeg: ' || (count(*) - count(celstatus)) end,
            case when count(*) > count(voorlopig) then 'voorlopig leeg: ' || (count(*) - count(voorlopig)) end
        ) as bevinding
    from "bouw"."marts"."indicatoren"
) as leegte
where bevinding <> ''
