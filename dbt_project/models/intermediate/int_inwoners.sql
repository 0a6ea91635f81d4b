-- grain: one row per area and year, in the borders of that year
-- key: gebied_code, jaar
with stand as (
    {{ laatste_stand(ref('stg_cbs__inwoners'), ['gebied_code', 'jaar'], ['gebied_code', 'jaar']) }}
),

gemeenten as (
    select gebied_code, jaar, inwoners from stand where inwoners is not null
),

boven as (
    select boven.boven_code as gebied_code, gemeenten.jaar, sum(gemeenten.inwoners) as inwoners
    from gemeenten
    inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
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
