-- grain: one row per expectation at each gate of this run
-- key: verwachting
{{ config(tags=['na_poort']) }}
select
    poort,
    stage,
    suite,
    tabel,
    verwachting,
    soort,
    kolom,
    ernst,
    geslaagd,
    gecontroleerd,
    afwijkend,
    nullif(array_to_string(voorbeelden, '; '), '') as voorbeelden,
    waargenomen,
    uitleg
from {{ source('kwaliteit', 'uitkomst') }}
