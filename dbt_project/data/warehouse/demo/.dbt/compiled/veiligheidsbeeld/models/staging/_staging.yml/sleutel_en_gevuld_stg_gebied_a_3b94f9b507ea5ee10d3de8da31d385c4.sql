
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select naam_kern, gebied_type
    from "bouw"."staging"."stg_gebied_alias"
    group by naam_kern, gebied_type
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(naam_kern) then 'naam_kern leeg: ' || (count(*) - count(naam_kern)) end,
            case when count(*) > count(gebied_type) then 'gebied_type leeg: ' || (count(*) - count(gebied_type)) end,
            case when count(*) > count(gebied_code) then 'gebied_code leeg: ' || (count(*) - count(gebied_code)) end
        ) as bevinding
    from "bouw"."staging"."stg_gebied_alias"
) as leegte
where bevinding <> ''
