
    

    create  table
      "bouw"."marts"."feit_registratie__dbt_tmp"
  
    
    as (
      -- grain: one row per quantity, area, period and source: counted things that are no incidents
-- key: grootheid, gebied_code, periode_id, bron
with bijlage1 as (
    select *
    from "bouw"."staging"."stg_strategie__bijlage1"
    qualify
        dense_rank() over (partition by kolom, district_geleverd, gemeente_geleverd order by peilmoment desc) = 1
        and row_number() over (
            partition by kolom, district_geleverd, gemeente_geleverd order by peilmoment desc, volgorde desc, regel desc
        ) = 1
),

rijen as (
    select
        'lokale prioriteiten, gedrukt' as grootheid,
        gebied_code,
        '2014' as periode_id,
        aantal,
        'bijlage1_rijtotalen' as bron,
        levering_id,
        regel
    from bijlage1
    where kolom = 'rijtotaal' and gebied_code is not null
),

kolommen as (
    select
        'lokale prioriteiten, gedrukt, ' || bijlage1.kolom as grootheid,
        coalesce(district.gebied_code, strategie.eenheid_code) as gebied_code,
        '2014' as periode_id,
        bijlage1.aantal,
        'bijlage1_kolomtotalen' as bron,
        bijlage1.levering_id,
        bijlage1.regel
    from bijlage1
    left join "bouw"."intermediate"."int_gebied" as district
        on district.gebied_type = 'district' and district.afkorting = bijlage1.district_geleverd
    cross join "bouw"."seeds"."strategie" as strategie
    where bijlage1.kolom <> 'rijtotaal'
)

select
    grootheid,
    gebied_code,
    periode_id,
    aantal::double as waarde,
    'aantal' as meeteenheid,
    bron,
    cast(null as double) as norm,
    levering_id,
    regel
from (select * from rijen union all by name select * from kolommen)
    );
    
  