
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select doel_id, padvariant, jaar
    from "bouw"."intermediate"."int_doelpad"
    group by doel_id, padvariant, jaar
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
            case when count(*) > count(padvariant) then 'padvariant leeg: ' || (count(*) - count(padvariant)) end,
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(is_hoofd) then 'is_hoofd leeg: ' || (count(*) - count(is_hoofd)) end,
            case when count(*) > count(wijze) then 'wijze leeg: ' || (count(*) - count(wijze)) end
        ) as bevinding
    from "bouw"."intermediate"."int_doelpad"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test