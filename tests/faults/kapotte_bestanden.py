"""How a delivered file breaks: each function changes the public deliveries as people and tools do.

The key of each is named in column `bestand` of tests/defecten.csv. Each returns the file that it broke.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

UITTREKSEL = Path(__file__).parent / "misdrijven_naar_soort_per_provincie_2013.csv"


def _regels(pad: Path) -> list[str]:
    return pad.read_text(encoding="utf-8").splitlines(keepends=True)


def _schrijf(pad: Path, regels: list[str]) -> Path:
    pad.write_text("".join(regels), encoding="utf-8")
    return pad


def _enige(raw: Path, bron: str) -> Path:
    (pad,) = (raw / bron).glob("*.csv")
    return pad


def soorten_per_provincie(raw: Path) -> Path:
    """Deliver the kinds per province, in which somebody added sub-kinds up under one name.

    Lines of Gelderland and Overijssel, 2013, from CBS 83648NED (CC BY 4.0) as found in
    MarkYonan238/Dashboard-Misdrijven e3b8f9b.
    """
    doel = Path(shutil.copy(UITTREKSEL, raw / "cbs_83648ned"))
    doel.with_name(f"{doel.name}.levering.yml").write_text(
        "peilmoment: 2021-03-01T12:00:00\nsoort: volledig\n", encoding="utf-8"
    )
    return doel


def dubbele_regel(raw: Path) -> Path:
    """Paste the burglaries of Almelo in 2018 a second time at the end of the file."""
    pad = _enige(raw, "politie_47018ned")
    regels = _regels(pad)
    return _schrijf(pad, [*regels, *(r for r in regels if r.startswith("1.1.1;GM0141;2018"))])


def punt_weg(raw: Path) -> Path:
    """Lose the decimal point of the perceived chance of burglary in the unit, last wave: 7.2 becomes 720."""
    pad = _enige(raw, "cbs_81877ned")
    regels = _regels(pad)
    kolom = regels[0].split(";").index('"VanInbraakInWoning_5"')
    for n, regel in enumerate(regels):
        cellen = regel.split(";")
        if cellen[1:4] == ['"1 "', '"RE02   "', '"2017JJ00"']:
            cellen[kolom] = '"     720"'
            regels[n] = ";".join(cellen)
    return _schrijf(pad, regels)


def nul_te_veel(raw: Path) -> Path:
    """Type two noughts too many behind the vagrants of 2013."""
    pad = _enige(raw, "politie_47021ned")
    return _schrijf(
        pad,
        [f"{r.rstrip()}00\n" if r.startswith("Overlast zwervers,2013,") else r for r in _regels(pad)],
    )


def gemeente_weg(raw: Path) -> Path:
    """Leave Almelo out of 47018NED altogether: the grid is still full, the unit one gemeente short."""
    pad = _enige(raw, "politie_47018ned")
    return _schrijf(pad, [r for r in _regels(pad) if ";GM0141;" not in r])


KAPOT: dict[str, Callable[[Path], Path]] = {
    f.__name__: f for f in (soorten_per_provincie, dubbele_regel, punt_weg, nul_te_veel, gemeente_weg)
}
