-- grain: one row per gemeente, year and reading of 'most': by number, per 1,000 inhabitants, or by what people say
-- key: lezing, gebied_code, jaar
-- a rate needs the inhabitants of every gemeente of the list in that year: one that is missing may belong in the top ten
with inwoners as (
    select jeugd.*, inwoners.inwoners
    from {{ ref('int_jeugdoverlast') }} as jeugd
    left join {{ ref('int_inwoners') }} as inwoners
        on inwoners.gebied_code = jeugd.gebied_code and inwoners.jaar = jeugd.jaar and inwoners.inwoners > 0
),

heel as (
    select jaar from inwoners group by jaar having count(*) = count(inwoners)
),

-- only gemeenten that are large enough for a figure of their own: a place among those
gevraagd as (
    select
        cijfer.gebied_code,
        cijfer.golf as jaar,
        coalesce(gebied.eenheid_code = strategie.eenheid_code, false) as in_eenheid,
        cijfer.waarde,
        cijfer.marge
    from {{ ref('int_enquete_gepubliceerd') }} as cijfer
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    cross join {{ ref('strategie') }} as strategie
    where
        cijfer.indicator_id = 'onveilig_bij_jongeren'
        and gebied.gebied_type = 'gemeente'
        and cijfer.marge is not null
),

-- a table of the unit alone says nothing of a place in the country
landelijk as (
    select jaar from gevraagd group by jaar having count(*) filter (where not in_eenheid) > 10
)

select
    'aantal' as lezing,
    gebied_code,
    jaar,
    in_eenheid,
    aantal,
    1.0 as noemer,
    aantal::double as waarde,
    cast(null as double) as marge
from inwoners
union all by name
select 'per_1000' as lezing, gebied_code, jaar, in_eenheid, aantal, inwoners / 1000.0 as noemer, 1000.0 * aantal / inwoners as waarde
from inwoners
where jaar in (select jaar from heel)
union all by name
select 'enquete' as lezing, gebied_code, jaar, in_eenheid, waarde, marge
from gevraagd
where jaar in (select jaar from landelijk)
