-- grain: one row per named set of counting rules, and whether this warehouse can count by it
-- key: telregel_id
-- what nobody supplied is not guessed: a set that asks for a table is not available until that table is complete
with incidentklassen as (
    select distinct mk_code from {{ ref('int_incident_versie') }}
),

rangorde as (
    select
        (select count(*) from {{ ref('rangorde_feiten') }}) as rijen,
        (
            select string_agg(klasse.mk_code, ', ' order by klasse.mk_code)
            from incidentklassen as klasse
            left join {{ ref('rangorde_feiten') }} as rang using (mk_code)
            where rang.mk_code is null
        ) as zonder_rang,
        (select count(*) from {{ ref('overdracht_regels') }}) as overdracht
),

gewogen as (
    select
        regel.*,
        case
            when regel.vraagt = 'rangorde_feiten' and rangorde.rijen = 0
                then 'Niemand leverde een rangorde van feiten (seed rangorde_feiten).'
            when regel.vraagt = 'rangorde_feiten' and rangorde.zonder_rang is not null
                then 'De geleverde rangorde noemt niet: ' || rangorde.zonder_rang || '.'
            when regel.vraagt = 'overdracht_regels' and rangorde.overdracht = 0
                then 'Niemand leverde een regel om overgedragen dubbelen te herkennen (seed overdracht_regels).'
        end as waarom_niet
    from {{ ref('telregels') }} as regel
    cross join rangorde
)

select
    gewogen.telregel_id,
    gewogen.naam,
    gewogen.soort,
    gewogen.teldatum,
    gewogen.pogingen,
    gewogen.meer_per_registratie,
    gewogen.vraagt,
    -- the months of grace are a setting; what was counted elsewhere has its own
    cast(case gewogen.soort when 'incident' then run.voorlopig_maanden else gewogen.voorlopig_maanden end as integer)
        as voorlopig_maanden,
    gewogen.waarom_niet is null as beschikbaar,
    gewogen.waarom_niet,
    gewogen.soort = 'incident' and gewogen.telregel_id = run.telregel_id as is_gekozen,
    gewogen.omschrijving
from gewogen
cross join {{ ref('stg_run') }} as run
