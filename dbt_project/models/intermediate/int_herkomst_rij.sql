-- grain: one row per delivered line (published tables) or group of lines that a figure below unit level rests on
-- key: indicator_id, gebied_code, periode_id, bron, levering_id, regel
with open_tellingen as (
    {{ laatste_stand(ref('stg_politie__misdrijf'), ['inp_code', 'gebied_code', 'jaar'], ['inp_code', 'gebied_code', 'jaar']) }}
),

overlast as (
    {{ laatste_stand(ref('stg_politie__overlast'), ['overlast', 'jaar'], ['overlast', 'jaar']) }}
),

beleving as (
    {{ laatste_stand(ref('stg_cbs__veiligheidsbeleving'), ['indicator_id', 'gebied_code', 'golf', 'soort_getal'], ['indicator_id', 'gebied_code', 'golf', 'soort_getal']) }}
),

oordeel as (
    {{ laatste_stand(ref('stg_cbs__politieoordeel'), ['indicator_id', 'gebied_code', 'golf', 'soort_getal'], ['indicator_id', 'gebied_code', 'golf', 'soort_getal']) }}
),

inwoners as (
    {{ laatste_stand(ref('stg_cbs__inwoners'), ['gebied_code', 'jaar'], ['gebied_code', 'jaar']) }}
),

misdrijven as (
    {{ laatste_stand(ref('stg_cbs__criminaliteit'), ['is_totaal', 'gebied_code', 'gebied_geleverd', 'jaar'], ['is_totaal', 'gebied_code', 'jaar']) }}
),

maandcijfers as (
    {{ laatste_stand(ref('stg_bvi__maandcijfer'), ['gebied_code', 'mk_code', 'maand'], ['maand']) }}
),

jeugd as (
    {{ laatste_stand(ref('stg_jeugdoverlast__gemeente'), ['gebied_code', 'jaar'], ['jaar']) }}
),

per_gebied as (
    select codes.indicator_id, stand.gebied_code, stand.jaar::varchar as periode_id, 'politie_47018ned' as bron,
        stand.levering_id, stand.regel, stand.aantal::double as bijdrage
    from open_tellingen as stand
    inner join {{ ref('indicator_codes') }} as codes on codes.stelsel = 'inp' and codes.code = stand.inp_code
    where stand.aantal is not null
    union all
    select 'inwoners', gebied_code, jaar::varchar, 'cbs_70072ned', levering_id, regel, inwoners::double
    from inwoners
    where inwoners is not null
    union all
    select 'geregistreerde_misdrijven', misdrijven.gebied_code, misdrijven.jaar::varchar, 'cbs_83648ned',
        misdrijven.levering_id, misdrijven.regel, misdrijven.aantal::double
    from misdrijven
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    where
        misdrijven.is_totaal
        and misdrijven.aantal is not null
        and gebied.gebied_type in ('gemeente', 'land')
        and coalesce(gebied.geldig_van, date '1900-01-01') <= make_date(misdrijven.jaar, 12, 31)
        and coalesce(gebied.geldig_tot, date '9999-12-31') >= make_date(misdrijven.jaar, 12, 31)
    union all
    select 'geregistreerde_misdrijven', maandcijfers.gebied_code, year(maandcijfers.maand)::varchar,
        'bvi_maandcijfers', maandcijfers.levering_id, maandcijfers.regel, maandcijfers.aantal::double
    from maandcijfers
    inner join {{ ref('mk_codes') }} as codes using (mk_code)
    where codes.inp_code is not null
        and maandcijfers.mk_code not in (select mk_code from {{ ref('int_incident_maand') }})
),

zelfde_gebied as (
    select indicator_id, gebied_code, jaar::varchar as periode_id, 'politie_47021ned' as bron, levering_id, regel,
        aantal::double as bijdrage
    from overlast
    where indicator_id is not null
    union all
    select 'overlastincidenten', gebied_code, jaar::varchar, 'politie_47021ned', levering_id, regel, aantal::double
    from overlast
    where indicator_id in ('overlast_verwarde_personen', 'overlast_jeugd', 'overlast_alcohol_drugs')
    union all
    select indicator_id, gebied_code, 'VM' || golf, 'cbs_81877ned', levering_id, regel,
        case soort_getal when 'waarde' then getal end
    from beleving
    union all
    select indicator_id, gebied_code, 'VM' || golf, 'cbs_81928ned', levering_id, regel,
        case soort_getal when 'waarde' then getal end
    from oordeel
    where gebied_code is not null
    union all
    select 'jeugdoverlast_meldingen', gebied_code, jaar::varchar, 'jeugdoverlast', levering_id, regel, aantal::double
    from jeugd
    union all
    -- a rank rests on every gemeente of the country
    select 'gemeenten_in_top10_jeugdoverlast', strategie.eenheid_code, jeugd.jaar::varchar, 'jeugdoverlast',
        jeugd.levering_id, jeugd.regel, null
    from jeugd
    cross join {{ ref('strategie') }} as strategie
)

select * from per_gebied
union all
select per_gebied.* replace (boven.boven_code as gebied_code)
from per_gebied
inner join {{ ref('int_gebied_boven') }} as boven using (gebied_code)
union all
select per_gebied.* replace ('NL01' as gebied_code)
from per_gebied
where bron in ('politie_47018ned', 'cbs_70072ned') and gebied_code like 'GM%'
union all
select * from zelfde_gebied
