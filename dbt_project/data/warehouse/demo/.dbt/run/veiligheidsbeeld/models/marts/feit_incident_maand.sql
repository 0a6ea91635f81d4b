
    

    create  table
      "bouw"."marts"."feit_incident_maand__dbt_tmp"
  
    
    as (
      -- grain: one row per gemeente, incident class, month and counting rule
-- key: gebied_code, mk_code, maand, telregel_id
with uit_incidenten as (
    select
        gebied_code,
        mk_code,
        maand,
        sum(aantal) as aantal,
        sum(aantal_pogingen) as aantal_pogingen,
        sum(aantal_eerst_gemeld) as aantal_eerst_gemeld
    from "bouw"."intermediate"."int_incident_maand"
    group by all
),

maandcijfers as (
    select *
    from "bouw"."staging"."stg_bvi__maandcijfer"
    qualify
        dense_rank() over (partition by maand order by peilmoment desc) = 1
        and row_number() over (
            partition by gebied_code, mk_code, maand order by peilmoment desc, volgorde desc, regel desc
        ) = 1
),

eerste_maandcijfers as (
    select gebied_code, mk_code, maand, aantal
    from "bouw"."staging"."stg_bvi__maandcijfer"
    qualify row_number() over (
        partition by gebied_code, mk_code, maand order by peilmoment, volgorde, regel
    ) = 1
),

beide as (
    select *, 'bvi_incidenten' as bron from uit_incidenten
    union all by name
    -- a class that comes as incidents is not counted again from the months
    select
        maandcijfers.gebied_code,
        maandcijfers.mk_code,
        maandcijfers.maand,
        maandcijfers.aantal,
        eerste_maandcijfers.aantal as aantal_eerst_gemeld,
        'bvi_maandcijfers' as bron
    from maandcijfers
    left join eerste_maandcijfers using (gebied_code, mk_code, maand)
    where maandcijfers.mk_code not in (select mk_code from uit_incidenten)
)

select
    beide.gebied_code,
    beide.mk_code,
    beide.maand,
    run.telregel_id,
    cast(beide.aantal as bigint) as aantal,
    cast(beide.aantal_pogingen as bigint) as aantal_pogingen,
    cast(beide.aantal_eerst_gemeld as bigint) as aantal_eerst_gemeld,
    last_day(beide.maand) + to_months(run.voorlopig_maanden) > run.peildatum as voorlopig,
    beide.bron
from beide
cross join "bouw"."staging"."stg_run" as run
    );
    
  