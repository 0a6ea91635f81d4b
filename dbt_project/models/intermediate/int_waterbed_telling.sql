-- grain: one row per indicator, source, gemeente and whole year: the counts in which displacement is looked for
-- key: indicator_id, bron, gebied_code, jaar
-- 'gemeente unknown' has no place, so it has no neighbours and is no control either
select
    telling.indicator_id,
    telling.bron,
    telling.gebied_code,
    telling.jaar,
    cast(telling.aantal as bigint) as aantal,
    cast(coalesce(open_telling.indeling_jaar, run.indeling_jaar) as integer) as indeling_jaar,
    coalesce(gebied.eenheid_code = strategie.eenheid_code, false) as in_eenheid
from {{ ref('int_jaarwaarde') }} as telling
inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
left join {{ ref('int_telling_open') }} as open_telling
    on telling.bron = 'politie_47018ned'
    and open_telling.indicator_id = telling.indicator_id
    and open_telling.gebied_code = telling.gebied_code
    and open_telling.jaar = telling.jaar
cross join {{ ref('stg_run') }} as run
cross join {{ ref('strategie') }} as strategie
where telling.indicator_id = 'woninginbraken' and gebied.gebied_type = 'gemeente' and telling.gebied_code <> 'GM0000'
