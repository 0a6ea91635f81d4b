-- grain: one row per incident whose registration has goods
-- key: pseudoniem
-- goods are added up per registration before incidents come in: joined the other way round, an incident stood here once
-- for each of its goods, and goods once for each incident of their registration
with per_registratie as (
    select
        registratie_pseudoniem,
        any_value(drager_pseudoniem) as drager_pseudoniem,
        cast(any_value(incidenten) as integer) as incidenten,
        cast(count(*) as integer) as regels,
        cast(sum(aantal) as integer) as stuks
    from {{ ref('int_goed') }}
    where registratie_status = 'bekend'
    group by registratie_pseudoniem
)

select
    incident.pseudoniem,
    incident.registratie_pseudoniem,
    incident.pseudoniem = per_registratie.drager_pseudoniem as is_drager,
    per_registratie.incidenten,
    per_registratie.regels,
    per_registratie.stuks
from {{ ref('int_incident') }} as incident
inner join per_registratie using (registratie_pseudoniem)
