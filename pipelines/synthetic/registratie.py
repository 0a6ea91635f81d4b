"""What partners keep themselves (`registratie`): a file a year, a correction, and a file that takes back.

Nothing here follows `schaal`: meetings, plans and shares stay what they are in a smaller world.
"""

import csv
from collections.abc import Iterable
from typing import Final

import numpy as np

from pipelines.synthetic.bestanden import KENMERK, Uitvoer, schrijf_bijlage
from pipelines.synthetic.gegevens import basisteams, gemeente_in_jaar, gemeenten, lees
from pipelines.synthetic.wereld import Wereld

BRON: Final = "registratie"
JAREN_GELEVERD: Final = tuple(range(2014, 2020))
EENHEID: Final = "RE02"
DISTRICTEN: Final = {"IJS": "PD021", "TWN": "PD022", "NOG": "PD023", "GLM": "PD024", "GLZ": "PD025"}
GEREED_IN: Final = {
    "hennepconvenanten": 2017,
    "huisvestingsvoorstel": 2016,  # asked for by the end of 2015
    "midtermreview": 2016,
}
"""First year at the end of which a milestone was there."""
PLANNEN_ZONDER: Final = {("jaarplan_ondermijning", 2015), ("afspraken_hennep_afpakken", 2018)}
"""Plans that were not made."""
NIET_GELEVERD: Final = ("districtelijk_veiligheidsoverleg", "PD023", 2017)
PER_KWARTAAL: Final = "zsm_zaken"
"""In the last year the owner gives the last quarter of this beside the whole year."""
DOR_OVERAL: Final = 2018
KOP: Final = (
    "Grootheid", "Gebiedscode", "Periode", "Waarde", "Meeteenheid", "Norm", "Bronhouder", "Kenmerk",
)  # fmt: skip

Regel = dict[str, str]


def schrijf_registratie(wereld: Wereld, uit: Uitvoer) -> None:
    """Write six yearly files, a correction of one number, and a redelivery that takes a district back."""
    per_jaar = _alle_regels(wereld)
    for jaar, regels in per_jaar.items():
        _schrijf(uit, f"registratie_{jaar}.csv", regels, f"{jaar + 1}-02-15T09:00:00", "volledig")
    kwekerijen = [r for r in per_jaar[2015] if r["Grootheid"] == "hennepkwekerijen"]
    # one district counted at the wrong desk: the owner sends the others again, complete
    _schrijf(uit, "registratie_2015_herlevering.csv", kwekerijen[:-1], "2016-05-02T09:00:00", "volledig")
    beslag = next(r for r in per_jaar[2017] if r["Grootheid"] == "beslagwaarde")
    hoger = beslag | {"Waarde": str(int(beslag["Waarde"]) + 250_000)}
    _schrijf(uit, "registratie_2017_correctie.csv", [hoger], "2018-06-01T09:00:00", "delta")


def _alle_regels(wereld: Wereld) -> dict[int, list[Regel]]:
    trek = wereld.loting(BRON)
    dor = _dor_jaren(trek)
    per_jaar: dict[int, list[Regel]] = {}
    for jaar in JAREN_GELEVERD:
        regels: list[Regel] = []
        for rij in lees("registraties.csv"):
            for gebied, inwoners in _gebieden(rij["niveau"], jaar):
                if (rij["grootheid"], gebied, jaar) != NIET_GELEVERD:
                    waarde = _waarde(trek, rij, jaar, gebied, inwoners, dor)
                    regels.append(_regel(rij, jaar, gebied, waarde))
        per_jaar[jaar] = regels
    laatste = per_jaar[JAREN_GELEVERD[-1]]
    zaken = next(r for r in laatste if r["Grootheid"] == PER_KWARTAAL)
    laatste.append(zaken | {"Periode": f"{zaken['Periode']}-K4", "Waarde": str(int(zaken["Waarde"]) // 4)})
    return per_jaar


def _gebieden(niveau: str, jaar: int) -> Iterable[tuple[str, int]]:
    """Areas of a level as they are called in a year, gemeenten with their inhabitants of 2014 (else 0)."""
    if niveau == "eenheid":
        return [(EENHEID, 0)]
    if niveau == "district":
        return [(code, 0) for code in DISTRICTEN.values()]
    if niveau == "basisteam":
        return [(code, 0) for code, _ in basisteams()]
    inwoners: dict[str, int] = {}
    for g in gemeenten():
        code, _ = gemeente_in_jaar()[(g.gebied_code, jaar)]
        inwoners[code] = inwoners.get(code, 0) + g.inwoners
    return list(inwoners.items())


def _dor_jaren(trek: np.random.Generator) -> dict[str, int]:
    """First year with the register per gemeente of 2014; all of them by DOR_OVERAL, some only then."""
    jaren = trek.choice([2014, 2015, 2016, 2017, 2018], size=len(gemeenten()), p=[0.1, 0.25, 0.3, 0.2, 0.15])
    jaren[:2] = DOR_OVERAL
    return {g.gebied_code: int(j) for g, j in zip(gemeenten(), jaren, strict=True)}


def _waarde(
    trek: np.random.Generator, rij: Regel, jaar: int, gebied: str, inwoners: int, dor: dict[str, int]
) -> float:
    naam = rij["grootheid"]
    if naam == "dor_ingevoerd":
        # a merged gemeente works with it when all of its parts do
        delen = [g for g in gemeenten() if gemeente_in_jaar()[(g.gebied_code, jaar)][0] == gebied]
        return float(all(dor[g.gebied_code] <= jaar for g in delen))
    if naam in GEREED_IN:
        return float(jaar >= GEREED_IN[naam])
    if not rij["niveau_2014"]:
        return float((naam, jaar) not in PLANNEN_ZONDER)
    verwacht = float(rij["niveau_2014"]) * (1 + float(rij["groei"])) ** (jaar - JAREN_GELEVERD[0])
    if rij["per"]:
        verwacht *= inwoners / 1000
    getrokken = max(0.0, float(trek.normal(verwacht, float(rij["spreiding"]) * verwacht)))
    return min(getrokken, 100.0) if rij["meeteenheid"] == "%" else getrokken


def _regel(rij: Regel, jaar: int, gebied: str, waarde: float) -> Regel:
    tekst = f"{waarde:.{int(rij['decimalen'])}f}".replace(".", ",")
    cellen = (rij["grootheid"], gebied, str(jaar), tekst, rij["meeteenheid"], rij["norm"], rij["bronhouder"])
    return dict(zip(KOP, (*cellen, KENMERK), strict=True))


def _schrijf(uit: Uitvoer, bestand: str, regels: list[Regel], peilmoment: str, soort: str) -> None:
    pad = uit.pad(BRON, bestand)
    with pad.open("w", encoding="utf-8", newline="") as doel:
        schrijver = csv.DictWriter(doel, KOP, delimiter=";", lineterminator="\r\n")
        schrijver.writeheader()
        schrijver.writerows(regels)
    uit.noteer(BRON, len(regels))
    schrijf_bijlage(pad, peilmoment, soort)
