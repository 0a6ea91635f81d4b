
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select contradictie_id
    from "bouw"."seeds"."contradicties"
    group by contradictie_id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(contradictie_id) then 'contradictie_id leeg: ' || (count(*) - count(contradictie_id)) end,
            case when count(*) > count(ernst) then 'ernst leeg: ' || (count(*) - count(ernst)) end,
            case when count(*) > count(kern) then 'kern leeg: ' || (count(*) - count(kern)) end
        ) as bevinding
    from "bouw"."seeds"."contradicties"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test