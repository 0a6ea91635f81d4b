
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select reden_code
    from "bouw"."marts"."dim_reden"
    group by reden_code
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(reden_code) then 'reden_code leeg: ' || (count(*) - count(reden_code)) end,
            case when count(*) > count(omschrijving) then 'omschrijving leeg: ' || (count(*) - count(omschrijving)) end
        ) as bevinding
    from "bouw"."marts"."dim_reden"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test