
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select eenheid_code
    from "bouw"."seeds"."strategie"
    group by eenheid_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(eenheid_code) then 'eenheid_code leeg: ' || (count(*) - count(eenheid_code)) end,
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(eerste_jaar) then 'eerste_jaar leeg: ' || (count(*) - count(eerste_jaar)) end,
            case when count(*) > count(laatste_jaar) then 'laatste_jaar leeg: ' || (count(*) - count(laatste_jaar)) end,
            case when count(*) > count(reeks_van) then 'reeks_van leeg: ' || (count(*) - count(reeks_van)) end,
            case when count(*) > count(reeks_tot) then 'reeks_tot leeg: ' || (count(*) - count(reeks_tot)) end,
            case when count(*) > count(indeling_basis) then 'indeling_basis leeg: ' || (count(*) - count(indeling_basis)) end
        ) as bevinding
    from "bouw"."seeds"."strategie"
) as leegte
where bevinding <> ''
