
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select verzameling
    from "bouw"."staging"."stg_run"
    group by verzameling
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(verzameling) then 'verzameling leeg: ' || (count(*) - count(verzameling)) end,
            case when count(*) > count(peildatum) then 'peildatum leeg: ' || (count(*) - count(peildatum)) end,
            case when count(*) > count(fictief) then 'fictief leeg: ' || (count(*) - count(fictief)) end,
            case when count(*) > count(voorlopig_maanden) then 'voorlopig_maanden leeg: ' || (count(*) - count(voorlopig_maanden)) end,
            case when count(*) > count(minimum_n) then 'minimum_n leeg: ' || (count(*) - count(minimum_n)) end,
            case when count(*) > count(telregel_id) then 'telregel_id leeg: ' || (count(*) - count(telregel_id)) end,
            case when count(*) > count(indeling_jaar) then 'indeling_jaar leeg: ' || (count(*) - count(indeling_jaar)) end
        ) as bevinding
    from "bouw"."staging"."stg_run"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test