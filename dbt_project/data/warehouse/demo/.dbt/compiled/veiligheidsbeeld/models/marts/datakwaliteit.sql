-- grain: one row per expectation at each gate of this run
-- key: verwachting

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
    voorbeelden,
    waargenomen,
    uitleg
from "bouw"."kwaliteit"."uitkomst"