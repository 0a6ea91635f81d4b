-- grain: one row per quantity, area, period and source: counted things that are no incidents
-- key: grootheid, gebied_code, periode_id, bron
with bijlage1 as (
    {{ laatste_stand(ref('stg_strategie__bijlage1'), ['kolom', 'district_geleverd', 'gemeente_geleverd'], ['kolom', 'district_geleverd', 'gemeente_geleverd']) }}
),

rijen as (
    select
        'lokale prioriteiten, gedrukt' as grootheid,
        gebied_code,
        (select indeling_basis from {{ ref('strategie') }})::varchar as periode_id,
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
        strategie.indeling_basis::varchar as periode_id,
        bijlage1.aantal,
        'bijlage1_kolomtotalen' as bron,
        bijlage1.levering_id,
        bijlage1.regel
    from bijlage1
    left join {{ ref('int_gebied') }} as district
        on district.gebied_type = 'district' and district.afkorting = bijlage1.district_geleverd
    cross join {{ ref('strategie') }} as strategie
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
union all
select
    grootheid_id as grootheid,
    gebied_code,
    periode_id,
    waarde,
    meeteenheid,
    'registratie' as bron,
    norm,
    levering_id,
    regel
from {{ ref('int_registratie') }}
