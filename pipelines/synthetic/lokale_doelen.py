"""Targets of local driehoeken (`lokale_doelen`): a list for 2018, and a later one that corrects and adds.

Base values are what the world knew of 2013 on 1 March 2014.
"""

import csv
from typing import Final

import duckdb
import numpy as np

from pipelines.synthetic.bestanden import KENMERK, Uitvoer, schrijf_bijlage
from pipelines.synthetic.gegevens import Gemeente, gemeenten
from pipelines.synthetic.wereld import Wereld

BRON: Final = "lokale_doelen"
KOP: Final = (
    "Gemeente", "Indicator", "Basisjaar", "Basiswaarde", "Doeljaar", "Norm", "Operator", "Vastgesteld op",
    "Kenmerk",
)  # fmt: skip
CODES: Final = {"woninginbraken": ("A20", "A30", "B20", "B30"), "overlast_jeugd": ("E35",)}
GAAN_OP: Final = ("Rijnwaarden", "Zevenaar", "Ubbergen")
"""Set a target before they were counted together with others."""
Rij = tuple[str, ...]


def schrijf_lokale_doelen(verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, uit: Uitvoer) -> None:
    """Write two lists; tables `toestand` and `gebied` of `tabellen.laad` are in place.

    The second one lowers the norm of the first gemeente, and holds a row that cannot be read. One target has an
    indicator that nobody measures.
    """
    trek = wereld.loting(BRON)
    basis = {indicator: _basis(verbinding, codes) for indicator, codes in CODES.items()}
    gekozen = [g for g in gemeenten() if g.inwoners > 45_000 or g.naam in GAAN_OP]
    dag = "15-10-2014"
    eerste = [_doel(trek, g, "woninginbraken", basis, dag) for g in gekozen]
    eerste += [_doel(trek, g, "overlast_jeugd", basis, dag) for g in gekozen[::4]]
    for g in gekozen[:3]:
        cijfer = f"7,{trek.integers(1, 5)}"
        eerste.append((g.naam, "rapportcijfer_veiligheid", "2013", cijfer, "2017", "7,5", ">=", dag, KENMERK))
    deel = str(trek.integers(20, 40))
    eerste.append((gekozen[0].naam, "aangiftebereidheid", "2014", deel, "2018", "45", ">=", dag, KENMERK))
    _schrijf(uit, "lokale_doelen_2015-2018.csv", eerste, "2014-12-01T09:00:00")
    lager = list(eerste[0])
    lager[5], lager[7] = str(max(0, int(lager[5]) - max(1, int(lager[5]) // 20))), "01-06-2015"
    klein = [g for g in gemeenten() if g.inwoners < 15_000 and g.naam not in GAAN_OP][:4]
    later = [tuple(lager), *(_doel(trek, g, "woninginbraken", basis, "01-06-2015") for g in klein)]
    later.append(_met(eerste[1], "Vastgesteld op", "31-06-2015"))
    _schrijf(uit, "lokale_doelen_nagekomen.csv", later, "2015-07-01T09:00:00")


def _basis(verbinding: duckdb.DuckDBPyConnection, codes: tuple[str, ...]) -> dict[str, int]:
    """Incidents of 2013 per gemeente, as known on 1 March 2014."""
    rijen = verbinding.execute(
        """WITH laatste AS (
            SELECT * FROM toestand WHERE geldig_vanaf <= TIMESTAMP '2014-03-01 06:00'
            QUALIFY row_number() OVER (PARTITION BY nummer ORDER BY versie DESC) = 1)
        SELECT g.gebied_code, count(*)::INTEGER
        FROM laatste JOIN klasse k USING (klasse) JOIN gebied g USING (gebied)
        WHERE list_contains(?, k.mk_code) AND NOT ingetrokken AND gemeente < 81
            AND year(coalesce(begin, eind, kennisname)) = 2013
        GROUP BY 1 ORDER BY 1""",
        [list(codes)],
    ).fetchall()
    return dict(rijen)


def _doel(
    trek: np.random.Generator, gemeente: Gemeente, indicator: str, basis: dict[str, dict[str, int]], dag: str
) -> Rij:
    waarde = basis[indicator].get(gemeente.gebied_code, 0)
    norm = round(waarde * float(trek.uniform(0.45, 0.9)))
    return (gemeente.naam, indicator, "2013", str(waarde), "2018", str(norm), "<=", dag, KENMERK)


def _met(rij: Rij, kolom: str, waarde: str) -> Rij:
    """The row with one cell that cannot be read."""
    return tuple(waarde if k == kolom else cel for k, cel in zip(KOP, rij, strict=True))


def _schrijf(uit: Uitvoer, bestand: str, rijen: list[Rij], peilmoment: str) -> None:
    pad = uit.pad(BRON, bestand)
    with pad.open("w", encoding="utf-8", newline="") as doel:
        csv.writer(doel, delimiter=";", lineterminator="\r\n").writerows([KOP, *rijen])
    uit.noteer(BRON, len(rijen))
    schrijf_bijlage(pad, peilmoment, "delta")
