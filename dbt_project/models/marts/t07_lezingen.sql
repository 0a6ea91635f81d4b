-- grain: one row per year and reading of T07: by number, per 1,000 inhabitants, by survey
-- key: jaar, lezing
with jaren as (
    select cast(jaar as integer) as jaar
    from {{ ref('strategie') }}
    cross join lateral generate_series(reeks_van, reeks_tot) as t(jaar)
),

lezingen as (
    select unnest(['aantal', 'per_1000', 'enquete']) as lezing
)

select
    jaren.jaar,
    lezingen.lezing,
    geteld.waarde,
    geteld.zeker,
    geteld.mogelijk,
    case when geteld.waarde is not null then 'gemeten' else 'geen levering' end as meetstatus,
    case when jaren.jaar = doel.doeljaar then geteld.waarde <= doel.norm end as norm_gehaald
from jaren
cross join lezingen
cross join (select doeljaar, norm from {{ ref('doelstellingen') }} where uitgewerkt_in = 't07_lezingen') as doel
left join {{ ref('int_top_tien') }} as geteld on geteld.jaar = jaren.jaar and geteld.lezing = lezingen.lezing
