"""The assumptions of the demonstration, read from the CSV files beside this module.

Nothing here depends on the warehouse or on `data/raw`: the generator must also run in an empty folder.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EERSTE_JAAR = 2012
LAATSTE_JAAR = 2020
JAREN = tuple(range(EERSTE_JAAR, LAATSTE_JAAR + 1))
AANTAL_MAANDEN = 8 * 12 + 6  # 2012-01 up to and including 2020-06

WONING_CODES = ("A20", "A30", "B20", "B30")
SCHUUR_CODES = ("A21", "A34", "B21", "B34")


@dataclass(frozen=True)
class Gemeente:
    """One of the 81 gemeenten of 2014: the territory, whatever it is called later.

    `teams` holds (basisteam code, share of the inhabitants); positions are RD metres, the area is km2.
    """

    gebied_code: str
    naam: str
    district: str
    provincie: str
    teams: tuple[tuple[str, float], ...]
    rd_x: int
    rd_y: int
    oppervlakte: float
    inwoners: int
    n_prioriteiten: int


@dataclass(frozen=True)
class Klasse:
    """A police incident class (mk_code) that is delivered as incidents, and the group it is drawn with."""

    mk_code: str
    naam: str
    groep: str


@dataclass(frozen=True)
class Gebeurtenis:
    """A local factor on the expected counts of one group, from month `van` up to and including `tot`."""

    gebied_code: str
    groep: str
    van: int
    tot: int
    factor: float
    soort: str


def lees(naam: str) -> list[dict[str, str]]:
    """Rows of one file in `aannames/`."""
    tekst = files(__package__).joinpath("aannames", naam).read_text(encoding="utf-8")
    return list(csv.DictReader(tekst.splitlines()))


def maandnummer(maand: str) -> int:
    """Months since 2012-01 of a text `yyyy-mm`."""
    jaar, nummer = maand.split("-")
    return (int(jaar) - EERSTE_JAAR) * 12 + int(nummer) - 1


@cache
def gemeenten() -> tuple[Gemeente, ...]:
    """The 81 gemeenten, in the order of the file (districts together)."""
    regels: dict[str, list[dict[str, str]]] = {}
    for regel in lees("gemeente_basisteam.csv"):
        regels.setdefault(regel["gebied_code"], []).append(regel)
    return tuple(
        Gemeente(
            gebied_code=code,
            naam=groep[0]["naam"],
            district=groep[0]["district"],
            provincie=groep[0]["provincie"],
            teams=tuple((r["basisteam_code"], float(r["aandeel"])) for r in groep),
            rd_x=int(groep[0]["rd_x"]),
            rd_y=int(groep[0]["rd_y"]),
            oppervlakte=float(groep[0]["oppervlakte_km2"]),
            inwoners=int(groep[0]["inwoners_2014"]),
            n_prioriteiten=int(groep[0]["n_prioriteiten"]),
        )
        for code, groep in regels.items()
    )


@cache
def basisteams() -> tuple[tuple[str, str], ...]:
    """(code, district) of the 27 basisteams."""
    return tuple((r["basisteam_code"], r["district"]) for r in lees("basisteams.csv"))


@cache
def klassen() -> tuple[Klasse, ...]:
    """Classes that are delivered as incidents."""
    return tuple(Klasse(r["mk_code"], r["mk_naam"], r["groep"]) for r in lees("incidentklassen.csv"))


@cache
def niveaus() -> dict[str, tuple[float, ...]]:
    """Expected count per group for each of JAREN (2020: as if it were a whole year)."""
    return {r["groep"]: tuple(float(r[str(j)]) for j in JAREN) for r in lees("niveaus.csv")}


@cache
def gebeurtenissen() -> tuple[Gebeurtenis, ...]:
    """Local peaks and falls."""
    return tuple(
        Gebeurtenis(
            r["gebied_code"],
            r["groep"],
            maandnummer(r["van"]),
            maandnummer(r["tot"]),
            float(r["factor"]),
            r["soort"],
        )
        for r in lees("gebeurtenissen.csv")
    )


@cache
def gemeente_in_jaar() -> dict[tuple[str, int], tuple[str, str]]:
    """(gebied_code of 2014, year) -> (gebied_code, naam) that is valid in that year."""
    geldig = {(g.gebied_code, j): (g.gebied_code, g.naam) for g in gemeenten() for j in JAREN}
    for regel in lees("herindelingen.csv"):
        for jaar in range(int(regel["vanaf_jaar"]), LAATSTE_JAAR + 1):
            geldig[(regel["gebied_2014"], jaar)] = (regel["gebied_code"], regel["naam"])
    return geldig
