-- grain: one row per quantity, area and period: what holds on the peildatum, against its norm where there is one
-- key: grootheid_id, gebied_code, periode_id
with stand as (
    select *
    from {{ ref('stg_keten__registratie') }}
    qualify row_number() over (
        partition by grootheid_id, gebied_code, periode_id order by peilmoment desc, volgorde desc, regel desc
    ) = 1
),

-- a volledig delivery is complete about each quantity, period and owner that it names; absence from a delta means nothing
heel as (
    select grootheid_id, periode_id, bronhouder, max(volgorde) as volgorde
    from {{ ref('stg_keten__registratie') }}
    where levering_soort = 'volledig'
    group by all
),

geldig as (
    select stand.*
    from stand
    left join heel using (grootheid_id, periode_id, bronhouder)
    where heel.volgorde is null or heel.volgorde <= stand.volgorde
),

met_norm as (
    select
        geldig.*,
        lijst.grootheid_id is not null as in_lijst,
        lijst.soort,
        lijst.operator,
        lijst.precisie,
        lijst.norm_van,
        lijst.norm_hoogstens,
        case
            -- a norm is about whole years, and about the unit that it was written in
            when geldig.periode_id <> geldig.jaar::varchar or geldig.meeteenheid <> lijst.meeteenheid then null
            when lijst.norm is not null and geldig.jaar between lijst.norm_van and coalesce(lijst.norm_tot, 9999) then lijst.norm
            -- a number agreed later judges only what the strategy calls an agreement on performance without giving one
            when lijst.norm is null and lijst.soort = 'prestatieafspraak' then geldig.norm
        end as geldende_norm,
        lijst.norm is not null as norm_uit_strategie
    from geldig
    left join {{ ref('grootheden') }} as lijst using (grootheid_id)
)

select
    grootheid_id,
    gebied_code,
    periode_id,
    jaar,
    bronhouder,
    waarde,
    meeteenheid,
    in_lijst,
    soort,
    norm as norm_geleverd,
    geldende_norm as norm,
    case when geldende_norm is not null then norm_hoogstens end as norm_hoogstens,
    case when geldende_norm is not null then operator end as operator,
    case
        when geldende_norm is not null and norm_uit_strategie then 'strategie'
        when geldende_norm is not null then 'levering'
    end as norm_herkomst,
    norm_van,
    {{ voldoet('waarde', 'geldende_norm', 'norm_hoogstens', 'operator', 'precisie') }} as voldoet,
    levering_id,
    regel
from met_norm
