-- grain: one row per gemeente, year and reading of 'most': by number, or per 1,000 inhabitants
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
)

select 'aantal' as lezing, gebied_code, jaar, in_eenheid, aantal, 1.0 as noemer, aantal::double as waarde
from inwoners
union all
select 'per_1000', gebied_code, jaar, in_eenheid, aantal, inwoners / 1000.0, 1000.0 * aantal / inwoners
from inwoners
where jaar in (select jaar from heel)
