-- grain: one row per indicator, area, wave and measure, from the microdata
-- key: indicator_id, gebied_code, golf, maat
-- too few answers in either wave: the figure is left out, not only flagged
select
    detail.indicator_id,
    detail.gebied_code,
    detail.golf,
    detail.maat,
    detail.vergeleken_met,
    case when detail.n_kleinste >= run.minimum_n then detail.schatting end as schatting,
    case when detail.n_kleinste >= run.minimum_n then detail.se end as se,
    case when detail.n_kleinste >= run.minimum_n then detail.ondergrens end as ondergrens,
    case when detail.n_kleinste >= run.minimum_n then detail.bovengrens end as bovengrens,
    cast(detail.df as integer) as df,
    detail.n_ongewogen,
    case when detail.n_kleinste >= run.minimum_n then detail.deff end as deff,
    detail.vlaggen,
    case when detail.n_kleinste < run.minimum_n then 'te weinig waarnemingen' else 'gemeten' end as celstatus
from {{ ref('int_enquete_detail') }} as detail
cross join {{ ref('stg_run') }} as run
