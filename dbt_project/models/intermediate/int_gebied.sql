-- grain: one row per area
-- key: gebied_code
{{ config(tags=['referentie']) }}
-- the seed, plus areas that only a delivery names: visible, without a name, outside the unit
with bekend as (
    select
        gebied_code,
        naam,
        gebied_type,
        afkorting,
        district_code,
        eenheid_code,
        provincie,
        geldig_van,
        geldig_tot,
        rd_x,
        rd_y,
        bron
    from {{ ref('gebieden') }}
),

geleverd as (
    select distinct gebied_code from {{ ref('stg_politie__misdrijf') }}
    union
    select distinct gebied_code from {{ ref('stg_cbs__inwoners') }}
    union
    select distinct gebied_code from {{ ref('stg_cbs__veiligheidsbeleving') }}
    union
    select distinct gebied_code from {{ ref('stg_bvi__maandcijfer') }}
    union
    select distinct gebied_code from {{ ref('stg_jeugdoverlast__gemeente') }}
    union
    select distinct gebied_code from {{ ref('stg_keten__registratie') }}
    union
    select distinct basisteam from {{ ref('stg_bvi__incident') }}
    union
    select distinct basisteam_code from {{ ref('stg_vm__respondent') }}
),

overig as (
    select
        geleverd.gebied_code,
        geleverd.gebied_code as naam,
        case left(geleverd.gebied_code, 2)
            when 'GM' then 'gemeente' when 'BT' then 'basisteam' when 'PD' then 'district'
            when 'RE' then 'eenheid' when 'PV' then 'provincie' else 'overig'
        end as gebied_type,
        'alleen uit een levering bekend' as bron
    from geleverd
    left join bekend using (gebied_code)
    where bekend.gebied_code is null and geleverd.gebied_code <> 'GM0000'
),

onbekend as (
    select
        'GM0000' as gebied_code,
        'Gemeente onbekend' as naam,
        'gemeente' as gebied_type,
        'code van CBS voor een onbekende gemeente' as bron
)

select * from bekend
union all by name
select * from overig
union all by name
select * from onbekend
