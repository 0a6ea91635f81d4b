-- grain: one row per statement of a report on a theme
-- key: rapport, thema_code, bladzijde, citaat
with stand as (
    {{ laatste_stand(ref('stg_rapport__uitspraak'), ['rapport', 'thema_code', 'bladzijde', 'citaat'], ['rapport']) }}
),

themas as (
    select distinct thema_code, thema_naam from {{ ref('vng_categorieen') }}
)

select
    stand.rapport,
    stand.thema_code,
    stand.bladzijde,
    stand.citaat,
    themas.thema_naam,
    stand.richting,
    stand.weging,
    stand.levering_id,
    stand.regel
from stand
left join themas using (thema_code)
