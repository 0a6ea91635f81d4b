
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select levering_id
    from "bouw"."marts"."leveringen"
    group by levering_id
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            case when count(*) > count(levering_id) then 'levering_id leeg: ' || (count(*) - count(levering_id)) end,
            case when count(*) > count(bron) then 'bron leeg: ' || (count(*) - count(bron)) end,
            case when count(*) > count(bestand) then 'bestand leeg: ' || (count(*) - count(bestand)) end,
            case when count(*) > count(sha256) then 'sha256 leeg: ' || (count(*) - count(sha256)) end,
            case when count(*) > count(peilmoment) then 'peilmoment leeg: ' || (count(*) - count(peilmoment)) end,
            case when count(*) > count(soort) then 'soort leeg: ' || (count(*) - count(soort)) end,
            case when count(*) > count(fictief) then 'fictief leeg: ' || (count(*) - count(fictief)) end,
            case when count(*) > count(gelezen) then 'gelezen leeg: ' || (count(*) - count(gelezen)) end,
            case when count(*) > count(aanvaard) then 'aanvaard leeg: ' || (count(*) - count(aanvaard)) end,
            case when count(*) > count(afgekeurd) then 'afgekeurd leeg: ' || (count(*) - count(afgekeurd)) end,
            case when count(*) > count(eigenaar) then 'eigenaar leeg: ' || (count(*) - count(eigenaar)) end,
            case when count(*) > count(frequentie) then 'frequentie leeg: ' || (count(*) - count(frequentie)) end,
            case when count(*) > count(is_nieuwste) then 'is_nieuwste leeg: ' || (count(*) - count(is_nieuwste)) end,
            case when count(*) > count(bronstatus) then 'bronstatus leeg: ' || (count(*) - count(bronstatus)) end
        ) as bevinding
    from "bouw"."marts"."leveringen"
) as leegte
where bevinding <> ''

  
  
      
    ) dbt_internal_test