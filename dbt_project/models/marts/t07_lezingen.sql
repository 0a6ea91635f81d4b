-- grain: one row per year and reading of T07: by number, per 1,000 inhabitants, by survey
-- key: jaar, lezing
with jaren as (
    select cast(jaar as integer) as jaar
    from {{ ref('strategie') }}
    cross join lateral generate_series(reeks_van, reeks_tot) as t(jaar)
),

lezingen as (
    select unnest(['aantal', 'per_1000', 'enquete']) as lezing
),

-- a survey that is not held every year was not missed by who delivers it
geleverd as (
    select distinct lezing, true as in_ander_jaar from {{ ref('int_top_tien') }}
)

select
    jaren.jaar,
    lezingen.lezing,
    geteld.waarde,
    geteld.zeker,
    geteld.mogelijk,
    case
        when geteld.waarde is not null then 'gemeten'
        when lezingen.lezing = 'enquete' and geleverd.in_ander_jaar then 'geen meting'
        else 'geen levering'
    end as meetstatus,
    case when jaren.jaar = doel.doeljaar then geteld.waarde <= doel.norm end as norm_gehaald
from jaren
cross join lezingen
cross join (select doeljaar, norm from {{ ref('doelstellingen') }} where uitgewerkt_in = 't07_lezingen') as doel
left join {{ ref('int_top_tien') }} as geteld on geteld.jaar = jaren.jaar and geteld.lezing = lezingen.lezing
left join geleverd on geleverd.lezing = lezingen.lezing
