
    

    create  table
      "bouw"."intermediate"."int_jeugdoverlast__dbt_tmp"
  
    
    as (
      -- grain: one row per gemeente and year, with its national rank by number
-- key: gebied_code, jaar
-- ties share a rank: whoever has as many as number ten is in the top ten
with stand as (
    select *
    from "bouw"."staging"."stg_jeugdoverlast__gemeente"
    qualify
        dense_rank() over (partition by jaar order by peilmoment desc) = 1
        and row_number() over (
            partition by gebied_code, jaar order by peilmoment desc, volgorde desc, regel desc
        ) = 1
)

select
    stand.gebied_code,
    stand.jaar,
    stand.aantal,
    rank() over (partition by stand.jaar order by stand.aantal desc) as rang,
    coalesce(gebied.eenheid_code = (select eenheid_code from "bouw"."seeds"."strategie"), false) as in_eenheid
from stand
inner join "bouw"."intermediate"."int_gebied" as gebied using (gebied_code)
    );
    
  