-- grain: one row per gemeente and year, with its national rank by number
-- key: gebied_code, jaar
-- ties share a rank: whoever has as many as number ten is in the top ten
with stand as (
    {{ laatste_stand(ref('stg_jeugdoverlast__gemeente'), ['gebied_code', 'jaar'], ['jaar']) }}
)

select
    stand.gebied_code,
    stand.jaar,
    stand.aantal,
    rank() over (partition by stand.jaar order by stand.aantal desc) as rang,
    coalesce(gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }}), false) as in_eenheid
from stand
inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
