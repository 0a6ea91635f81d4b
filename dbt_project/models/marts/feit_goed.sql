-- grain: one row per line of goods of a registration
-- key: registratie_pseudoniem, volgnummer
-- joined to feit_incident over incident_pseudoniem it never multiplies incidents nor goods; over registratie_pseudoniem it does
select
    cast(registratie_pseudoniem as varchar) as registratie_pseudoniem,
    volgnummer,
    categorie,
    soort,
    aantal,
    registratie_status,
    cast(drager_pseudoniem as varchar) as incident_pseudoniem,
    drager_mk_code as mk_code,
    incidenten as incidenten_in_registratie,
    levering_id,
    regel
from {{ ref('int_goed') }}
