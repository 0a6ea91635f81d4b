
    

    create  table
      "bouw"."intermediate"."int_levering_gebied__dbt_tmp"
  
    
    as (
      -- grain: one row per delivery that declares coverage, and gemeente that it covers
-- key: levering_id, gebied_code
-- gebied_code null: the delivery sets no limit of area
with dekkend as (
    select levering_id, dekking_gebieden
    from "bouw"."staging"."stg_levering"
    where soort in ('volledig', 'venster')
),

genoemd as (
    select levering_id, unnest(dekking_gebieden) as genoemde_code
    from dekkend
    where dekking_gebieden is not null
),

gemeenten as (
    select genoemd.levering_id, gebied.gebied_code
    from genoemd
    inner join "bouw"."intermediate"."int_gebied" as gebied
        on genoemd.genoemde_code in (gebied.gebied_code, gebied.district_code, gebied.eenheid_code)
    where gebied.gebied_type = 'gemeente'
)

select distinct levering_id, gebied_code from gemeenten
union all
select levering_id, null as gebied_code from dekkend where dekking_gebieden is null
    );
    
  