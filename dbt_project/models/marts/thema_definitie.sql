-- grain: one row per component of a theme of the strategy (3.1) or of the country (6.3)
-- key: thema, onderdeel
with codes as (
    select
        onderdeel_id,
        count(*) as aantal,
        string_agg(mk_code, ' ' order by mk_code) as mk_codes
    from {{ ref('int_thema_onderdeel_code') }}
    group by onderdeel_id
)

select
    onderdeel.thema,
    onderdeel.onderdeel,
    onderdeel.thema_naam,
    onderdeel.niveau,
    cast(onderdeel.volgnummer as integer) as volgnummer,
    onderdeel.meetbaar,
    onderdeel.waarom_niet,
    codes.mk_codes,
    cast(coalesce(codes.aantal, 0) as integer) as aantal_klassen,
    onderdeel.indicator_id,
    onderdeel.paragraaf,
    onderdeel.vindplaats_regel,
    onderdeel.citaat
from {{ ref('thema_onderdelen') }} as onderdeel
left join codes using (onderdeel_id)
