-- grain: one row per indicator, area (unit, district) and model
-- key: indicator_id, gebied_code, model
select
    indicator_id,
    gebied_code,
    model,
    moment,
    status,
    eerste_maand,
    laatste_maand,
    cast(maanden_voor as integer) as maanden_voor,
    cast(maanden_na as integer) as maanden_na,
    per_inwoner,
    100 * (exp(trend) - 1) as trend_procent,
    100 * (exp(niveau) - 1) as niveau_procent,
    100 * (exp(niveau - kwantiel * se_niveau) - 1) as niveau_ondergrens,
    100 * (exp(niveau + kwantiel * se_niveau) - 1) as niveau_bovengrens,
    p_niveau,
    100 * (exp(helling) - 1) as helling_procent,
    100 * (exp(helling - kwantiel * se_helling) - 1) as helling_ondergrens,
    100 * (exp(helling + kwantiel * se_helling) - 1) as helling_bovengrens,
    p_helling,
    trend,
    se_trend,
    niveau,
    se_niveau,
    helling,
    se_helling,
    phi,
    alfa,
    case status
        when 'te kort' then 'Er zijn te weinig maanden aan een van beide kanten van ' || {{ dag_tekst('moment') }}
            || ' om een breuk in de trend te zien.'
        when 'niet te schatten' then 'Er is te weinig geteld om een trend en een seizoen te schatten.'
        else 'Vanaf ' || {{ dag_tekst('moment') }} || ' lag het niveau '
            || {{ getal('abs(100 * (exp(niveau) - 1))', 1) }} || ' % '
            || case when niveau < 0 then 'lager' else 'hoger' end || ' dan de trend ervoor'
            || case when p_niveau <= 0.05 then '' else ' (niet aantoonbaar)' end || ', en de jaarlijkse verandering was '
            || {{ getal('abs(100 * (exp(helling) - 1))', 1) }} || ' % '
            || case when helling < 0 then 'sterker omlaag' else 'minder omlaag of sterker omhoog' end
            || case when p_helling <= 0.05 then '' else ' (niet aantoonbaar)' end
            || '; zonder vergelijkingsgebied zegt dit iets over de trend, niet over de oorzaak.'
    end as toelichting
from {{ ref('int_trendbreuk') }}
