-- grain: one row per indicator, area (unit, district) and settled month, with the inhabitants it is a rate of
-- key: indicator_id, gebied_code, maand
-- inhabitants are known per year, so a month has those of its year; a year without has those of the nearest year before
select
    reeks.indicator_id,
    reeks.gebied_code,
    reeks.maand,
    reeks.dagen,
    reeks.maandnummer,
    reeks.aantal,
    max_by(inwoners.inwoners, inwoners.jaar) as inwoners
from {{ ref('int_maandreeks') }} as reeks
inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
left join {{ ref('int_inwoners') }} as inwoners
    on inwoners.gebied_code = reeks.gebied_code and inwoners.jaar <= year(reeks.maand)
where gebied.gebied_type in ('eenheid', 'district')
group by all
