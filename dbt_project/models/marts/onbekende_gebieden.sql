-- grain: one row per name or code of an area as delivered, and source, that is no gemeente of the country that we know
-- key: bron, naam
-- what has no place keeps its own name: GM0000 alone would put abroad and unknown on one heap
with incidenten as (
    select
        'bvi_incidenten' as bron,
        coalesce(gemeente_geleverd, '(leeg)') as naam,
        max(provincie_geleverd) as provincie,
        count(*) as rijen,
        count(distinct pseudoniem) as aantal,
        min(levering_id) as levering_id
    from {{ ref('stg_bvi__incident') }}
    where gebied_code = 'GM0000'
    group by naam
),

-- sources with one name a row
namen as (
    select 'ivp_prioriteiten' as bron, gemeente_geleverd as naam, levering_id
    from {{ ref('stg_ivp__prioriteit') }} where gebied_code is null
    union all
    select 'lokale_doelen' as bron, gemeente_geleverd as naam, levering_id
    from {{ ref('stg_gemeente__doel') }} where gebied_code is null
    union all
    select 'basisteam_indeling' as bron, gemeente_geleverd as naam, levering_id
    from {{ ref('stg_politie__basisteam_indeling') }} where gebied_code is null
    union all
    select 'basisteam_indeling' as bron, basisteam_geleverd as naam, levering_id
    from {{ ref('stg_politie__basisteam_indeling') }} where basisteam_code is null
    union all
    select 'cbs_83648ned' as bron, gebied_geleverd as naam, levering_id
    from {{ ref('stg_cbs__criminaliteit') }} where gebied_code is null
    union all
    select 'cbs_81928ned' as bron, gebied_geleverd as naam, levering_id
    from {{ ref('stg_cbs__politieoordeel') }} where gebied_code is null
),

alles as (
    select bron, naam, provincie, rijen, aantal, levering_id from incidenten
    union all
    select
        bron,
        coalesce(naam, '(leeg)') as naam,
        null as provincie,
        count(*) as rijen,
        null as aantal,
        min(levering_id) as levering_id
    from namen
    group by all
)

select
    bron,
    naam,
    case
        when naam = '(leeg)' or lower(naam) like 'onbekend%' then 'onbekend'
        when lower(provincie) = 'buitenland' or regexp_matches(lower(naam), '\((d|b|duitsland|belgi.)\)') then 'buitenland'
        when {{ soort_uit_titel('naam') }} not in ('gemeente') then 'ander gebied'
        else 'naam niet herkend'
    end as soort,
    provincie as provincie_geleverd,
    cast(rijen as bigint) as rijen,
    cast(aantal as bigint) as incidenten,
    levering_id
from alles
