
    

    create  table
      "bouw"."marts"."feit_prioriteit__dbt_tmp"
  
    
    as (
      -- grain: one row per gemeente, priority and plan period
-- key: gebied_code, prioriteit_id, plan_van
select
    prioriteit.gebied_code,
    md5(prioriteit.prioriteit || '|' || prioriteit.niveau)[1:12] as prioriteit_id,
    cast(prioriteit.plan_van as integer) as plan_van,
    cast(prioriteit.plan_tot as integer) as plan_tot,
    prioriteit.vastgesteld_op,
    prioriteit.plan_tot < year(run.peildatum) as verlopen,
    prioriteit.levering_id,
    prioriteit.regel
from "bouw"."intermediate"."int_prioriteit" as prioriteit
cross join "bouw"."staging"."stg_run" as run
where prioriteit.gebied_code is not null
    );
    
  