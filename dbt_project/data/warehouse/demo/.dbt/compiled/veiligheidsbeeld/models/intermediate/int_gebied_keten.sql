-- grain: one row per gemeente and layout year in which it can be counted
-- key: gebied_code, indeling_jaar
-- forward only: a gemeente that came later cannot be split back into its parts
with recursive jaren as (
    select jaar as indeling_jaar from generate_series(2014, 2024) as t(jaar)
),

keten as (
    select
        gebied.gebied_code,
        jaren.indeling_jaar,
        gebied.gebied_code as naar_code,
        1.0::decimal(9, 6) as gewicht
    from "bouw"."intermediate"."int_gebied" as gebied
    cross join jaren
    where gebied.gebied_type = 'gemeente'
    union all
    select
        keten.gebied_code,
        keten.indeling_jaar,
        stap.nieuwe_code,
        cast(keten.gewicht * stap.gewicht as decimal(9, 6))
    from keten
    inner join "bouw"."seeds"."herindelingen" as stap
        on stap.oude_code = keten.naar_code and stap.ingang <= make_date(keten.indeling_jaar, 1, 1)
),

geldig as (
    select keten.*
    from keten
    inner join "bouw"."intermediate"."int_gebied" as doel on doel.gebied_code = keten.naar_code
    where
        coalesce(doel.geldig_van, date '1900-01-01') <= make_date(keten.indeling_jaar, 1, 1)
        and coalesce(doel.geldig_tot, date '9999-12-31') >= make_date(keten.indeling_jaar, 1, 1)
)

select * from geldig