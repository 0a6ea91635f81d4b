-- grain: one row per indicator and age of a month: how complete the count then is
-- key: indicator_id, leeftijd
-- from months that are settled: two years old at least, as the owner calls figures definitive after two years
select
    ontwikkeling.indicator_id,
    ontwikkeling.leeftijd,
    median(ontwikkeling.volledigheid) as volledigheid,
    min(ontwikkeling.volledigheid) as laagst,
    max(ontwikkeling.volledigheid) as hoogst,
    cast(count(*) as integer) as maanden
from {{ ref('int_ontwikkeling') }} as ontwikkeling
cross join {{ ref('stg_run') }} as run
where
    ontwikkeling.maand + to_months(25) <= run.peildatum
    and ontwikkeling.volledigheid is not null
group by all
-- fewer than a year of months would say how one season went
having count(*) >= 12
