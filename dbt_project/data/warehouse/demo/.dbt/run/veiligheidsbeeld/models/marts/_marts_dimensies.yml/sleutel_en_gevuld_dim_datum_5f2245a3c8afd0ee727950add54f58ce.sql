
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select datum
    from "bouw"."marts"."dim_datum"
    group by datum
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(datum) then 'datum leeg: ' || (count(*) - count(datum)) end,
            case when count(*) > count(jaar) then 'jaar leeg: ' || (count(*) - count(jaar)) end,
            case when count(*) > count(kwartaal) then 'kwartaal leeg: ' || (count(*) - count(kwartaal)) end,
            case when count(*) > count(maand) then 'maand leeg: ' || (count(*) - count(maand)) end,
            case when count(*) > count(weekdag) then 'weekdag leeg: ' || (count(*) - count(weekdag)) end,
            case when count(*) > count(maand_periode_id) then 'maand_periode_id leeg: ' || (count(*) - count(maand_periode_id)) end,
            case when count(*) > count(jaar_periode_id) then 'jaar_periode_id leeg: ' || (count(*) - count(jaar_periode_id)) end
        ) as bevinding
    from "bouw"."marts"."dim_datum"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test