-- grain: one row per delivery that declares coverage, and gemeente that it covers
-- key: levering_id, gebied_code
-- gebied_code null: the delivery sets no limit of area
with recursive dekkend as (
    select
        levering_id,
        dekking_gebieden,
        coalesce(make_date(indeling_jaar, 1, 1), cast(peilmoment as date)) as grenzen_op,
        dekking_van,
        coalesce(dekking_tot, cast(peilmoment as date)) as dekking_tot
    from {{ ref('stg_levering') }}
    where soort in ('volledig', 'venster')
),

genoemd as (
    select levering_id, grenzen_op, {{ uitgespreid('dekking_gebieden') }} as genoemde_code
    from dekkend
    where dekking_gebieden is not null
),

-- a province is named by its code, a gemeente carries its name
hoger as (
    select
        gemeente.gebied_code,
        unnest([gemeente.gebied_code, gemeente.district_code, gemeente.eenheid_code, provincie.gebied_code]) as code
    from {{ ref('int_gebied') }} as gemeente
    left join {{ ref('int_gebied') }} as provincie
        on provincie.gebied_type = 'provincie' and provincie.provincie = gemeente.provincie
    where gemeente.gebied_type = 'gemeente'
),

-- a gemeente is covered by basisteams when every team is named that has a part of it in the time covered
team_gemeenten as (
    select levering_id, grenzen_op, gebied_code
    from (
        select dekkend.*, indeling.gebied_code, {{ uitgespreid('indeling.teams') }} as team
        from dekkend
        inner join {{ ref('int_basisteam_indeling') }} as indeling
            on indeling.van <= dekkend.dekking_tot
            and (dekkend.dekking_van is null or indeling.tot is null or indeling.tot >= dekkend.dekking_van)
        where dekkend.dekking_gebieden is not null
    )
    group by levering_id, grenzen_op, gebied_code, dekking_gebieden
    having bool_and(list_contains(dekking_gebieden, team))
),

-- what a name stands for on the day of the delivery includes what had become part of it by then
gemeenten as (
    select genoemd.levering_id, genoemd.grenzen_op, hoger.gebied_code
    from genoemd
    inner join hoger on hoger.code = genoemd.genoemde_code
    union
    select levering_id, grenzen_op, gebied_code from team_gemeenten
    union
    select gemeenten.levering_id, gemeenten.grenzen_op, stap.oude_code as gebied_code
    from gemeenten
    inner join {{ ref('herindelingen') }} as stap
        on stap.nieuwe_code = gemeenten.gebied_code and stap.ingang <= gemeenten.grenzen_op
)

select distinct levering_id, gebied_code from gemeenten
where levering_id not in (select levering_id from genoemd where genoemde_code like 'NL%')
union all
select levering_id, null as gebied_code from dekkend where dekking_gebieden is null
union all
select distinct levering_id, null as gebied_code from genoemd where genoemde_code like 'NL%'
