-- grain: one row per area and year, in the borders of that year
-- key: gebied_code, jaar
with stand as (
    select *
    from "bouw"."staging"."stg_cbs__inwoners"
    qualify
        dense_rank() over (partition by gebied_code, jaar order by peilmoment desc) = 1
        and row_number() over (
            partition by gebied_code, jaar order by peilmoment desc, volgorde desc, regel desc
        ) = 1
),

gemeenten as (
    select gebied_code, jaar, inwoners from stand where inwoners is not null
),

boven as (
    select boven.boven_code as gebied_code, gemeenten.jaar, sum(gemeenten.inwoners) as inwoners
    from gemeenten
    inner join "bouw"."intermediate"."int_gebied_boven" as boven using (gebied_code)
    group by all
),

land as (
    select 'NL01' as gebied_code, jaar, sum(inwoners) as inwoners from gemeenten group by all
)

select * from gemeenten
union all by name
select * from boven
union all by name
select * from land