-- grain: one row per indicator that counts only a part of a theme of the unit: a sentence that says which part
-- key: indicator_id
with codes as (
    select onderdeel_id, string_agg(mk_code, ', ' order by mk_code) as codes
    from {{ ref('int_thema_onderdeel_code') }}
    group by onderdeel_id
),

onderdelen as (
    select
        onderdeel.*,
        onderdeel.onderdeel
        || case
            when codes.codes is null then ''
            else ' (' || codes.codes || case onderdeel.meetbaar when 'deels' then ', deels' else '' end || ')'
        end as zinsdeel
    from {{ ref('thema_onderdelen') }} as onderdeel
    left join codes using (onderdeel_id)
    where onderdeel.niveau = 'eenheid'
),

geteld as (
    select indicator_id, thema, thema_naam, string_agg(zinsdeel, ', ' order by volgnummer) as telt
    from onderdelen
    where indicator_id is not null and meetbaar <> 'nee'
    group by indicator_id, thema, thema_naam
),

ongeteld as (
    select
        thema,
        string_agg(zinsdeel, ' en ' order by volgnummer) as telt_niet
    from onderdelen
    where meetbaar = 'nee'
    group by thema
)

select
    geteld.indicator_id,
    'Van het thema ''' || lower(geteld.thema_naam) || ''' telt dit cijfer: ' || geteld.telt
    || '; niet te tellen: ' || ongeteld.telt_niet || '.' as zin
from geteld
inner join ongeteld using (thema)
