
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code, jaar, bron
    from "bouw"."intermediate"."int_misdrijven"
    group by gebied_code, jaar, bron
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
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end,
            case when count(*) > count(aantal) then 'aantal leeg: ' || (count(*) - count(aantal)) end,
            case when count(*) > count(gemeenten_met_cijfer) then 'gemeenten_met_cijfer leeg: ' || (count(*) - count(gemeenten_met_cijfer)) end,
            case when count(*) > count(gemeenten_totaal) then 'gemeenten_totaal leeg: ' || (count(*) - count(gemeenten_totaal)) end,
            case when count(*) > count(welke) then 'welke leeg: ' || (count(*) - count(welke)) end
        ) as bevinding
    from "bouw"."intermediate"."int_misdrijven"
) as leegte
where bevinding <> ''
