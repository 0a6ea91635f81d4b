
    

    create  table
      "bouw"."intermediate"."int_maandreeks__dbt_tmp"
  
    
    as (
      -- grain: one row per indicator, area and month of a year that the deliveries cover whole and that is settled
-- key: indicator_id, gebied_code, maand
with geteld as (
    select
        codes.indicator_id,
        maand.gebied_code,
        maand.maand,
        sum(maand.aantal) as aantal
    from "bouw"."intermediate"."int_incident_maand" as maand
    inner join "bouw"."seeds"."indicator_codes" as codes on codes.stelsel = 'mk' and codes.code = maand.mk_code
    group by all
),

per_gebied as (
    select geteld.indicator_id, boven.boven_code as gebied_code, geteld.maand, sum(geteld.aantal) as aantal
    from geteld
    inner join "bouw"."intermediate"."int_gebied_boven" as boven using (gebied_code)
    group by all
    union all
    select geteld.indicator_id, keten.naar_code as gebied_code, geteld.maand, sum(geteld.aantal) as aantal
    from geteld
    inner join "bouw"."intermediate"."int_gebied_keten" as keten
        on keten.gebied_code = geteld.gebied_code
        and keten.indeling_jaar = (select indeling_jaar from "bouw"."staging"."stg_run")
    group by all
),

gedekt as (
    select
        dekking.indicator_id,
        dekking.gebied_code,
        cast(reeks.maand as date) as maand
    from "bouw"."intermediate"."int_dekking_jaar" as dekking
    cross join lateral generate_series(
        make_date(dekking.jaar, 1, 1)::timestamp, make_date(dekking.jaar, 12, 1)::timestamp, interval 1 month
    ) as reeks(maand)
)

select
    gedekt.indicator_id,
    gedekt.gebied_code,
    gedekt.maand,
    cast(day(last_day(gedekt.maand)) as integer) as dagen,
    cast(datediff('month', date '2000-01-01', gedekt.maand) as integer) as maandnummer,
    cast(coalesce(per_gebied.aantal, 0) as bigint) as aantal
from gedekt
left join per_gebied using (indicator_id, gebied_code, maand)
cross join "bouw"."staging"."stg_run" as run
where last_day(gedekt.maand) + to_months(run.voorlopig_maanden) <= run.peildatum
    );
    
  