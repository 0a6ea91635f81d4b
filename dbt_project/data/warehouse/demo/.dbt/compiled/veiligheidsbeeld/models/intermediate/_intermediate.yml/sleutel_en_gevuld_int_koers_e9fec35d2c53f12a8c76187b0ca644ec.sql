
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select doel_id, jaar, padvariant, bron
    from "bouw"."intermediate"."int_koers"
    group by doel_id, jaar, padvariant, bron
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(doel_id) then 'doel_id leeg: ' || (count(*) - count(doel_id)) end,
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(padvariant) then 'padvariant leeg: ' || (count(*) - count(padvariant)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end,
            case when count(*) > count(reden_code) then 'reden_code leeg: ' || (count(*) - count(reden_code)) end
        ) as bevinding
    from "bouw"."intermediate"."int_koers"
) as leegte
where bevinding <> ''
