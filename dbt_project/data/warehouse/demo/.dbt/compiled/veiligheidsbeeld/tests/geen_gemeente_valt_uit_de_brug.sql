-- a gemeente of the unit that existed in the first layout can be counted in every later one:
-- a merger that is missing from the seed would otherwise lose its counts without a sound
with jaren as (
    select distinct indeling_jaar from "bouw"."marts"."brug_gebied"
),

eerste as (
    select gebied_code
    from "bouw"."marts"."brug_gebied"
    where indeling_jaar = (select min(indeling_jaar) from jaren)
)

select eerste.gebied_code, jaren.indeling_jaar
from eerste
inner join "bouw"."marts"."dim_gebied" as gebied on gebied.gebied_code = eerste.gebied_code and gebied.in_eenheid
cross join jaren
left join "bouw"."marts"."brug_gebied" as brug
    on brug.gebied_code = eerste.gebied_code and brug.indeling_jaar = jaren.indeling_jaar
where brug.gebied_code is null