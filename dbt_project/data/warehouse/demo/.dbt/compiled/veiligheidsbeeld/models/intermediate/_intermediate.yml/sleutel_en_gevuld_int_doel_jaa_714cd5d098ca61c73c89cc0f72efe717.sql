
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select doel_id, jaar, padvariant, bron
    from "bouw"."intermediate"."int_doel_jaar"
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
            case when count(*) > count(thema) then 'thema leeg: ' || (count(*) - count(thema)) end,
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(doeljaar) then 'doeljaar leeg: ' || (count(*) - count(doeljaar)) end,
            case when count(*) > count(toets) then 'toets leeg: ' || (count(*) - count(toets)) end,
            case when count(*) > count(meetbaar) then 'meetbaar leeg: ' || (count(*) - count(meetbaar)) end,
            case when count(*) > count(vindplaats_regel) then 'vindplaats_regel leeg: ' || (count(*) - count(vindplaats_regel)) end,
            case when count(*) > count(citaat) then 'citaat leeg: ' || (count(*) - count(citaat)) end,
            case when count(*) > count(is_hoofd) then 'is_hoofd leeg: ' || (count(*) - count(is_hoofd)) end,
            case when count(*) > count(voorlopig) then 'voorlopig leeg: ' || (count(*) - count(voorlopig)) end,
            case when count(*) > count(andere_dekking) then 'andere_dekking leeg: ' || (count(*) - count(andere_dekking)) end,
            case when count(*) > count(binnen_pad) then 'binnen_pad leeg: ' || (count(*) - count(binnen_pad)) end,
            case when count(*) > count(incidenten_geleverd) then 'incidenten_geleverd leeg: ' || (count(*) - count(incidenten_geleverd)) end,
            case when count(*) > count(meetstatus) then 'meetstatus leeg: ' || (count(*) - count(meetstatus)) end
        ) as bevinding
    from "bouw"."intermediate"."int_doel_jaar"
) as leegte
where bevinding <> ''
