
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select gebied_code
    from "bouw"."marts"."dim_gebied"
    group by gebied_code
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
            case when count(*) > count(naam) then 'naam leeg: ' || (count(*) - count(naam)) end,
            case when count(*) > count(gebied_type) then 'gebied_type leeg: ' || (count(*) - count(gebied_type)) end,
            case when count(*) > count(in_eenheid) then 'in_eenheid leeg: ' || (count(*) - count(in_eenheid)) end,
            case when count(*) > count(herkomst) then 'herkomst leeg: ' || (count(*) - count(herkomst)) end
        ) as bevinding
    from "bouw"."marts"."dim_gebied"
) as leegte
where bevinding <> ''
