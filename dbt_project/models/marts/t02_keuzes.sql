-- grain: one row per area, choice and value of that choice: how many readings of T02 say 'gehaald', and how many it flips
-- key: gebied_code, keuze, waarde
{%- set keuzes = ['bron', 'indicator_id', 'telregel_id', 'leeftijd', 'basis', 'padvariant'] %}
with lezingen as (
    select * from {{ ref('t02_lezingen') }}
),

-- readings that differ in one choice alone: where they disagree that choice flips the verdict
per_keuze as (
    {%- for keuze in keuzes %}
    select
        gebied_code,
        '{{ keuze }}' as keuze,
        {{ keuze }} as waarde,
        gehaald,
        count(*) over gelijk > 1 as te_vergelijken,
        bool_or(gehaald) over gelijk and not bool_and(gehaald) over gelijk as keert_om
    from lezingen
    window gelijk as (partition by gebied_code
        {%- for ander in keuzes if ander != keuze %}, {{ ander }}{% endfor %})
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    gebied_code,
    'alle' as keuze,
    'alle' as waarde,
    cast(count(*) as integer) as lezingen,
    cast(count(*) filter (where gehaald) as integer) as gehaald,
    null::integer as te_vergelijken,
    null::integer as keert_om,
    count(distinct gehaald) = 1 as eensgezind
from lezingen
group by gebied_code
union all
select
    gebied_code,
    keuze,
    waarde,
    cast(count(*) as integer),
    cast(count(*) filter (where gehaald) as integer),
    cast(count(*) filter (where te_vergelijken) as integer),
    cast(count(*) filter (where keert_om) as integer),
    count(distinct gehaald) = 1
from per_keuze
group by gebied_code, keuze, waarde
