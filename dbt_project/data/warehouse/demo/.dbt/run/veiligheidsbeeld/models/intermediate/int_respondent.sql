
    

    create  table
      "bouw"."intermediate"."int_respondent__dbt_tmp"
  
    
    as (
      -- grain: one row per respondent, from the newest delivery of each wave
-- key: pseudoniem
select *
    from "bouw"."staging"."stg_vm__respondent"
    qualify
        dense_rank() over (partition by golf order by peilmoment desc) = 1
        and row_number() over (
            partition by pseudoniem order by peilmoment desc, volgorde desc, regel desc
        ) = 1
    );
    
  