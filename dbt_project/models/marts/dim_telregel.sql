-- grain: one row per named set of counting rules
-- key: telregel_id
select
    telregel_id,
    naam,
    soort,
    teldatum,
    pogingen,
    meer_per_registratie,
    voorlopig_maanden,
    beschikbaar,
    waarom_niet,
    is_gekozen,
    omschrijving
from {{ ref('int_telregel') }}
