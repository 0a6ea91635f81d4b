
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select telregel_id
    from "bouw"."marts"."dim_telregel"
    group by telregel_id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(telregel_id) then 'telregel_id leeg: ' || (count(*) - count(telregel_id)) end,
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(teldatum) then 'teldatum leeg: ' || (count(*) - count(teldatum)) end,
            case when count(*) > count(pogingen) then 'pogingen leeg: ' || (count(*) - count(pogingen)) end,
            case when count(*) > count(meer_per_registratie) then 'meer_per_registratie leeg: ' || (count(*) - count(meer_per_registratie)) end,
            case when count(*) > count(beschikbaar) then 'beschikbaar leeg: ' || (count(*) - count(beschikbaar)) end,
            case when count(*) > count(omschrijving) then 'omschrijving leeg: ' || (count(*) - count(omschrijving)) end
        ) as bevinding
    from "bouw"."marts"."dim_telregel"
) as leegte
where bevinding <> ''
