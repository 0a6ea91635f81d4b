
    

    create  table
      "bouw"."intermediate"."int_telling_overlast__dbt_tmp"
  
    
    as (
      -- grain: one row per indicator and year, whole country, from the police's published table 47021NED
-- key: indicator_id, gebied_code, jaar
with stand as (
    select *
    from "bouw"."staging"."stg_politie__overlast"
    qualify
        dense_rank() over (partition by overlast, jaar order by peilmoment desc) = 1
        and row_number() over (
            partition by overlast, jaar order by peilmoment desc, volgorde desc, regel desc
        ) = 1
),

genoemd as (
    select indicator_id, gebied_code, jaar, aantal
    from stand
    where indicator_id is not null and aantal is not null
),

-- the kinds that theme 1 of the strategy names and that have a code
samengesteld as (
    select 'overlastincidenten' as indicator_id, gebied_code, jaar, sum(aantal) as aantal
    from genoemd
    where indicator_id in ('overlast_verwarde_personen', 'overlast_jeugd', 'overlast_alcohol_drugs')
    group by all
    having count(*) = 3
)

select * from genoemd
union all by name
select * from samengesteld
    );
    
  