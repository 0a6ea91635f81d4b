"""Youth nuisance (`jeugdoverlast`): reports E35 per gemeente in the whole country, for the top ten."""

from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from pipelines.synthetic.bestanden import KENMERK, Uitvoer, copieer_naar_csv, schrijf_bijlage
from pipelines.synthetic.gegevens import gemeente_in_jaar, gemeenten, lees
from pipelines.synthetic.wereld import Gehelen, Getallen, Wereld

BRON: Final = "jeugdoverlast"
PEILMOMENT: Final = "2020-02-01T09:00:00"
JAREN_GELEVERD: Final = tuple(range(2012, 2020))
TOPJAAR: Final = 2018
GELIJKSPELJAAR: Final = 2017
PER_DUIZEND: Final = 4.6


def schrijf_jeugdoverlast(verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, uit: Uitvoer) -> None:
    """Write the delivery; tables `toestand` and `gebied` of `tabellen.laad` are in place.

    The gemeenten of the unit have what the world knows on PEILMOMENT, year for year. In 2018 exactly one of
    them is in the national top ten by count, none by rate; in 2017 it shares its place with another.
    """
    eigen = _eigen_aantallen(verbinding)
    buiten = lees("gemeenten_buiten.csv")
    trek = wereld.loting("jeugdoverlast")
    vast = trek.gamma(12.0, 1 / 12.0, len(buiten))
    rijen: list[tuple[str, str, int, int]] = []
    for jaar in JAREN_GELEVERD:
        aanwezig = [i for i, r in enumerate(buiten) if r[f"inwoners_{jaar}"]]
        inwoners = np.array([int(buiten[i][f"inwoners_{jaar}"]) for i in aanwezig], dtype=np.float64)
        verwacht = wereld.schaal * PER_DUIZEND / 1000 * inwoners * vast[aanwezig]
        aantal: Gehelen = trek.poisson(verwacht).astype(np.int32)
        hoogste = max(eigen[jaar].values())
        if jaar == TOPJAAR:
            aantal = schik(trek, aantal, inwoners, hoogste, _hoogste_tarief(eigen[jaar]))
        if jaar == GELIJKSPELJAAR:
            aantal = _gelijkspel(aantal, hoogste)
        rijen += [
            (buiten[i]["gebied_code"], buiten[i]["naam"], jaar, int(n))
            for i, n in zip(aanwezig, aantal, strict=True)
        ]
        namen = dict(gemeente_in_jaar()[(g.gebied_code, jaar)] for g in gemeenten())
        rijen += [(code, naam, jaar, eigen[jaar].get(code, 0)) for code, naam in namen.items()]
    kolommen = zip(("code", "naam", "jaar", "aantal"), zip(*rijen, strict=True), strict=True)
    verbinding.register("jeugd", pa.table({naam: list(waarden) for naam, waarden in kolommen}))
    pad = uit.pad(BRON, f"jeugdoverlast_{PEILMOMENT[:10]}.csv")
    vraag = f"""SELECT code AS "Gebiedscode", naam AS "Gemeente", jaar AS "Jaar", aantal AS "Aantal",
        '{KENMERK}' AS "Kenmerk" FROM jeugd ORDER BY jaar, code"""
    uit.noteer(BRON, copieer_naar_csv(verbinding, vraag, pad))
    schrijf_bijlage(pad, PEILMOMENT, "volledig")
    verbinding.unregister("jeugd")


def _eigen_aantallen(verbinding: duckdb.DuckDBPyConnection) -> dict[int, dict[str, int]]:
    """E35 per year and gemeente (named as in that year) as the deliveries up to PEILMOMENT say."""
    rijen = verbinding.execute(
        """WITH laatste AS (
            SELECT * FROM toestand WHERE geldig_vanaf <= ?::TIMESTAMP
            QUALIFY row_number() OVER (PARTITION BY nummer ORDER BY versie DESC) = 1)
        SELECT year(coalesce(begin, eind, kennisname))::INTEGER, g.gebied_code, count(*)::INTEGER
        FROM laatste JOIN klasse k USING (klasse) JOIN gebied g USING (gebied)
        WHERE k.mk_code = 'E35' AND NOT ingetrokken AND gemeente < 81 GROUP BY 1, 2 ORDER BY 1, 2""",
        [PEILMOMENT],
    ).fetchall()
    per_jaar: dict[int, dict[str, int]] = {jaar: {} for jaar in JAREN_GELEVERD}
    for jaar, code, aantal in rijen:
        if jaar in per_jaar:
            per_jaar[jaar][code] = aantal
    return per_jaar


def _hoogste_tarief(eigen: dict[str, int]) -> float:
    """Highest number per inhabitant in the unit."""
    inwoners = {r["gebied_code"]: r[f"inwoners_{TOPJAAR}"] for r in lees("inwoners_eenheid.csv")}
    return float(max(aantal / int(inwoners[code]) for code, aantal in eigen.items()))


def schik(
    trek: np.random.Generator, aantal: Gehelen, inwoners: Getallen, hoogste: int, tarief: float
) -> Gehelen:
    """Bend 2018: nine gemeenten above the unit's highest (two of them equal), all others below it, and
    twelve middling ones with a rate above any in the unit."""
    lager = np.rint(hoogste * trek.uniform(0.7, 0.99, len(aantal))).astype(np.int32)
    nieuw = np.where(aantal < hoogste, aantal, np.minimum(lager, hoogste - 1)).astype(np.int32)
    top = np.argsort(-inwoners, kind="stable")[:9]
    nieuw[top] = np.maximum(
        aantal[top], hoogste + 1 + np.sort(trek.integers(0, max(2, hoogste // 8), 9))[::-1]
    )
    nieuw[top[7]] = nieuw[top[8]]
    klein = np.flatnonzero((inwoners > 9_000) & (inwoners < 45_000) & (inwoners * tarief * 1.1 < hoogste - 1))
    # the rate must exceed the unit's highest even where the count is small: smallest gemeenten first
    kies = klein[np.argsort(inwoners[klein], kind="stable")][:60]
    kies = trek.choice(kies, size=min(12, len(kies)), replace=False)
    hoog = np.ceil(inwoners[kies] * tarief * trek.uniform(1.03, 1.6, len(kies))).astype(nieuw.dtype) + 1
    nieuw[kies] = np.minimum(hoog, max(hoogste - 1, 0))
    return nieuw


def _gelijkspel(aantal: Gehelen, hoogste: int) -> Gehelen:
    """Bend 2017: the gemeente just below the unit's highest gets the same count."""
    nieuw = aantal.copy()
    lager = np.where(nieuw <= hoogste, nieuw, -1)
    nieuw[int(np.argmax(lager))] = hoogste
    return nieuw
