
    

    create  table
      "bouw"."intermediate"."int_prioriteit__dbt_tmp"
  
    
    as (
      -- grain: one row per gemeente, priority and planning round
-- key: gemeente_geleverd, prioriteit, plan_van
select *
    from "bouw"."staging"."stg_ivp__prioriteit"
    qualify
        dense_rank() over (partition by gemeente_geleverd, plan_van order by peilmoment desc) = 1
        and row_number() over (
            partition by gemeente_geleverd, prioriteit, plan_van order by peilmoment desc, volgorde desc, regel desc
        ) = 1
    );
    
  