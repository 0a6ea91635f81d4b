"""Monthly counts (`bvi_maandcijfers`) of the classes that are not delivered as incidents."""

from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from pipelines.synthetic.bestanden import KENMERK, Uitvoer, copieer_naar_csv, schrijf_bijlage
from pipelines.synthetic.gegevens import (
    AANTAL_MAANDEN,
    EERSTE_JAAR,
    JAREN,
    gemeente_in_jaar,
    gemeenten,
    lees,
    maandnummer,
)
from pipelines.synthetic.wereld import Wereld, maandniveau

BRON: Final = "bvi_maandcijfers"
PEILMOMENTEN: Final = (
    ("2019-02-01T08:00:00", maandnummer("2019-02")),
    ("2020-07-01T08:00:00", AANTAL_MAANDEN),
)
"""As-of moment, and how many months (from 2012-01) were over by then."""
_DALING: Final = (1.04, 1.00, 0.95, 0.90, 0.84, 0.78, 0.72)
"""Course of the years 2012-2018 between the levels of 2013 and 2018, before it is bent to both."""


def schrijf_maandcijfers(verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, uit: Uitvoer) -> None:
    """Write both deliveries: one early, its newest two years provisional, and the final one.

    Only cells that are not zero are in the file. A gemeente is named as it was called in that month.
    """
    mk_codes, aantal = _trek(wereld)
    trek = wereld.loting("maandcijfers voorlopig")
    verbinding.register("gebiedmaand", _gebiedmaanden())
    for peilmoment, maanden in PEILMOMENTEN:
        bekend = aantal[:, :, :maanden]
        # known so far: 96 % in the newest month, all after two years
        ouderdom = np.arange(maanden)[::-1]
        volledigheid = np.clip(0.96 + 0.04 * ouderdom / 24, 0, 1)
        if maanden < AANTAL_MAANDEN:
            bekend = trek.binomial(bekend, volledigheid)
        klasse, gemeente, maand = np.nonzero(bekend)
        verbinding.register(
            "cel",
            pa.table(
                {
                    "gemeente": gemeente.astype(np.int32),
                    "mk_code": pa.array(mk_codes).take(pa.array(klasse)),
                    "maand": maand.astype(np.int32),
                    "aantal": bekend[klasse, gemeente, maand].astype(np.int32),
                }
            ),
        )
        pad = uit.pad(BRON, f"bvi_maandcijfers_{peilmoment[:10]}.csv")
        vraag = f"""SELECT g.gebied_code AS "Gebiedscode", g.naam AS "Gebied",
                c.mk_code AS "Incidentsoort code", g.tekst AS "Maand", sum(c.aantal)::INTEGER AS "Aantal",
                '{KENMERK}' AS "Kenmerk"
            FROM cel c JOIN gebiedmaand g USING (gemeente, maand)
            GROUP BY ALL ORDER BY g.gebied_code, c.mk_code, g.tekst"""
        aantal_regels = copieer_naar_csv(verbinding, vraag, pad)
        if maanden < AANTAL_MAANDEN:
            # in the early delivery one line has a month that is no month
            with pad.open("a", encoding="utf-8") as bestand:
                bestand.write(f"GM0141;Almelo;A10;2018-13;1;{KENMERK}\n")
            aantal_regels += 1
        uit.noteer(BRON, aantal_regels)
        schrijf_bijlage(pad, peilmoment, "volledig")
        verbinding.unregister("cel")
    verbinding.unregister("gebiedmaand")


def _trek(wereld: Wereld) -> tuple[list[str], np.ndarray]:
    """Counts per class, gemeente (81) and month (102)."""
    trek = wereld.loting("maandcijfers")
    regels = lees("misdrijfklassen.csv")
    aantal = np.zeros((len(regels), len(wereld.inwoners), AANTAL_MAANDEN), dtype=np.int32)
    for i, regel in enumerate(regels):
        per_jaar = _per_jaar(float(regel["per_jaar_2013"]), float(regel["per_jaar_2018"]))
        niveau = maandniveau(per_jaar, "vlak", trek)
        aandeel = wereld.inwoners**1.1 * trek.gamma(8.0, 1 / 8.0, len(wereld.inwoners))
        verwacht = wereld.schaal * aandeel[:, None] / aandeel.sum() * niveau
        if regel["vanaf_maand"]:  # a code that did not exist before
            verwacht[:, : maandnummer(regel["vanaf_maand"])] = 0.0
        aantal[i] = trek.poisson(verwacht)
    return [regel["mk_code"] for regel in regels], aantal


def _per_jaar(in_2013: float, in_2018: float) -> tuple[float, ...]:
    """Counts 2012-2020 that pass through the levels of 2013 and 2018."""
    deel = (_DALING[1] - np.array([*_DALING, 0.70, 0.69])) / (_DALING[1] - _DALING[6])
    return tuple(float(x) for x in np.maximum(in_2013 + (in_2018 - in_2013) * deel, 0.0))


def _gebiedmaanden() -> pa.Table:
    """For each gemeente of 2014 and month the code and name that held then."""
    geldig = gemeente_in_jaar()
    rijen = [
        (g, m, *geldig[(gemeente.gebied_code, JAREN[m // 12])], f"{EERSTE_JAAR + m // 12}-{m % 12 + 1:02d}")
        for g, gemeente in enumerate(gemeenten())
        for m in range(AANTAL_MAANDEN)
    ]
    kolommen = list(zip(*rijen, strict=True))
    return pa.table(
        {
            "gemeente": pa.array(kolommen[0], pa.int32()),
            "maand": pa.array(kolommen[1], pa.int32()),
            "gebied_code": kolommen[2],
            "naam": kolommen[3],
            "tekst": kolommen[4],
        }
    )
