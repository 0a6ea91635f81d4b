-- grain: one row per gemeente, priority and planning round
-- key: gemeente_geleverd, prioriteit, plan_van
-- a gemeente goes by its code, so that another spelling is not another gemeente; without a code by what it is called
select *
    from "bouw"."staging"."stg_ivp__prioriteit"
    qualify
        dense_rank() over (partition by coalesce(gebied_code, gemeente_geleverd), plan_van order by peilmoment desc) = 1
        and row_number() over (
            partition by coalesce(gebied_code, gemeente_geleverd), prioriteit, plan_van order by peilmoment desc, volgorde desc, regel desc
        ) = 1