"""The fictitious world: where people live, and how many incidents are to be expected where and when."""

import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.synthetic.gegevens import (
    AANTAL_MAANDEN,
    EERSTE_JAAR,
    JAREN,
    basisteams,
    gebeurtenissen,
    gemeente_in_jaar,
    gemeenten,
    niveaus,
)

Getallen = npt.NDArray[np.float64]
Gehelen = npt.NDArray[np.int32]
Vlaggen = npt.NDArray[np.bool_]

NULPUNT: Final = np.datetime64("2012-01-01T00:00", "m")
"""Every moment in this room is a number of minutes since then."""
LEEG: Final = -1
"""A moment that is not known."""
MINUTEN_PER_DAG: Final = 1440

ONBEKEND: Final = 81
"""Area number of 'gemeente unknown'; 0..80 are the gemeenten of the unit, 82 and up lie outside it."""
BUITEN: Final = (
    # gebied_code, name as delivered, province; no code: abroad
    ("GM0034", "Almere", "Flevoland"),
    ("GM0307", "Amersfoort", "Utrecht"),
    ("GM0119", "Meppel", "Drenthe"),
    ("GM1900", "Súdwest-Fryslân", "Friesland"),
    ("GM0345", "Veenendaal", "Utrecht"),
    ("GM0907", "Gennep", "Limburg"),
    (None, "Emmerich am Rhein (D)", "Buitenland"),
)

SEIZOEN: Final = {
    # January … December, mean about 1
    "woning": (1.22, 1.10, 1.02, 0.92, 0.86, 0.82, 0.84, 0.86, 0.90, 1.03, 1.18, 1.25),
    "schuur": (0.92, 0.90, 0.98, 1.02, 1.06, 1.08, 1.08, 1.06, 1.04, 1.00, 0.95, 0.91),
    "jeugd": (0.78, 0.80, 0.98, 1.12, 1.20, 1.18, 1.12, 1.10, 1.08, 0.98, 0.86, 0.80),
    "geluid": (0.86, 0.82, 0.92, 1.02, 1.12, 1.16, 1.18, 1.16, 1.06, 0.94, 0.86, 0.90),
    "vlak": (0.96, 0.95, 0.99, 1.00, 1.03, 1.03, 1.04, 1.03, 1.01, 1.00, 0.98, 0.98),
}
SEIZOEN_VAN: Final = {
    "woning": "woning",
    "schuur": "schuur",
    "E35": "jeugd",
    "M22": "geluid",
    "M062": "geluid",
}

# Spread of the gemeente effect (shape of the gamma), leaning towards towns (exponent on inhabitants), and
# the spread of a month for the whole unit (standard deviation): together they make counts overdispersed.
SPREIDING: Final = {
    "woning": (14.0, 1.04, 0.030),
    "schuur": (10.0, 0.98, 0.030),
    "F45": (12.0, 1.00, 0.060),
    "E33": (14.0, 1.12, 0.020),
    "E35": (12.0, 1.08, 0.035),
    "E38": (7.0, 1.22, 0.030),
    "E41": (4.0, 1.40, 0.040),
    "F010": (6.0, 1.25, 0.060),
    "M061": (6.0, 1.20, 0.050),
    "M062": (5.0, 1.10, 0.100),
    "M22": (16.0, 1.10, 0.025),
}


@dataclass(frozen=True)
class Kernen:
    """Neighbourhoods, grouped by gemeente: of which gemeente, number in it, RD position, team, weight."""

    gemeente: Gehelen
    nummer: Gehelen
    x: Gehelen
    y: Gehelen
    team: Gehelen
    gewicht: Getallen
    eerste: Gehelen
    """First neighbourhood of each gemeente; one longer than the number of gemeenten."""


@dataclass(frozen=True)
class Wereld:
    """Everything that incidents are drawn from.

    `verwacht[groep]` is the expected number of incidents per gemeente (81) and month (102), at `schaal`.
    `buren` holds the three nearest gemeenten of each.
    """

    zaad: int
    schaal: float
    inwoners: Getallen
    kernen: Kernen
    buren: Gehelen
    verwacht: dict[str, Getallen]

    def loting(self, naam: str) -> np.random.Generator:
        """A stream of random numbers of its own for each purpose, so that one part never shifts another."""
        return loting(self.zaad, naam)


def loting(zaad: int, naam: str) -> np.random.Generator:
    """Random numbers that depend on the seed and on what they are for, and on nothing else."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([zaad, zlib.crc32(naam.encode())])))


def maand_grenzen() -> Gehelen:
    """Day number (since NULPUNT) of the first day of each month; one longer than AANTAL_MAANDEN."""
    maanden = np.datetime64(f"{EERSTE_JAAR}-01", "M") + np.arange(AANTAL_MAANDEN + 1)
    dagen: Gehelen = (maanden.astype("M8[D]") - NULPUNT.astype("M8[D]")).astype(np.int32)
    return dagen


def jaar_van(minuten: Gehelen) -> Gehelen:
    """Calendar year of moments (none may be LEEG)."""
    return ((NULPUNT + minuten.astype("m8[m]")).astype("M8[Y]").astype(np.int32) + 1970).astype(np.int32)


def minuut(moment: str) -> int:
    """Minutes since NULPUNT of an ISO moment."""
    return int((np.datetime64(moment, "m") - NULPUNT).astype(int))


def gebied_namen() -> list[tuple[str | None, str, str]]:
    """(gebied_code, naam, provincie) of every area-year: row `gebied * len(JAREN) + (jaar - EERSTE_JAAR)`."""
    geldig = gemeente_in_jaar()
    rijen: list[tuple[str | None, str, str]] = [
        (*geldig[(g.gebied_code, j)], g.provincie) for g in gemeenten() for j in JAREN
    ]
    rijen += [(None, "Onbekend", "Onbekend")] * len(JAREN)
    for code, naam, provincie in BUITEN:
        rijen += [(code, naam, provincie)] * len(JAREN)
    return rijen


def maak_wereld(zaad: int, schaal: float) -> Wereld:
    """Draw the world that belongs to a seed."""
    inwoners = np.array([g.inwoners for g in gemeenten()], dtype=np.float64)
    return Wereld(
        zaad=zaad,
        schaal=schaal,
        inwoners=inwoners,
        kernen=_maak_kernen(zaad),
        buren=_maak_buren(),
        verwacht={groep: _verwacht(zaad, schaal, groep, inwoners) for groep in niveaus()},
    )


def _maak_kernen(zaad: int) -> Kernen:
    trek = loting(zaad, "kernen")
    team_nummer = {code: i for i, (code, _) in enumerate(basisteams())}
    stukken: list[tuple[int, int, int, int, int, float]] = []
    eerste = [0]
    for g, gemeente in enumerate(gemeenten()):
        aantal = min(20, 3 + gemeente.inwoners // 8000)
        straal = 600 * np.sqrt(gemeente.oppervlakte / np.pi)
        hoek, afstand = trek.uniform(0, 2 * np.pi, aantal), straal * np.sqrt(trek.uniform(0, 1, aantal))
        xs, ys = gemeente.rd_x + afstand * np.cos(hoek), gemeente.rd_y + afstand * np.sin(hoek)
        gewicht = trek.gamma(2.5, 1.0, aantal)
        gewicht /= gewicht.sum()
        # a gemeente with two teams is cut where the weights of its neighbourhoods pass the share
        grens = np.cumsum([aandeel for _, aandeel in gemeente.teams])
        midden = np.cumsum(gewicht) - gewicht / 2
        for k in range(aantal):
            code = gemeente.teams[min(int(np.searchsorted(grens, midden[k])), len(grens) - 1)][0]
            stukken.append((g, k, int(xs[k]), int(ys[k]), team_nummer[code], float(gewicht[k])))
        eerste.append(len(stukken))
    kolommen = list(zip(*stukken, strict=True))
    return Kernen(
        gemeente=np.array(kolommen[0], dtype=np.int32),
        nummer=np.array(kolommen[1], dtype=np.int32),
        x=np.array(kolommen[2], dtype=np.int32),
        y=np.array(kolommen[3], dtype=np.int32),
        team=np.array(kolommen[4], dtype=np.int32),
        gewicht=np.array(kolommen[5], dtype=np.float64),
        eerste=np.array(eerste, dtype=np.int32),
    )


def _maak_buren() -> Gehelen:
    plek = np.array([(g.rd_x, g.rd_y) for g in gemeenten()], dtype=np.float64)
    afstand = np.hypot(*(plek[:, None, :] - plek[None, :, :]).transpose(2, 0, 1))
    return np.argsort(afstand, axis=1, kind="stable")[:, 1:4].astype(np.int32)


def _verwacht(zaad: int, schaal: float, groep: str, inwoners: Getallen) -> Getallen:
    trek = loting(zaad, f"niveau {groep}")
    vorm, neiging, schok = SPREIDING[groep]
    aandeel = inwoners**neiging * trek.gamma(vorm, 1 / vorm, len(inwoners))
    # a gemeente keeps its place over the years, with a small drift of its own
    per_jaar = aandeel[:, None] * trek.gamma(150.0, 1 / 150.0, (len(inwoners), len(JAREN)))
    per_maand = np.repeat(per_jaar, 12, axis=1)[:, :AANTAL_MAANDEN]
    codes = [g.gebied_code for g in gemeenten()]
    for gebeurtenis in gebeurtenissen():
        if gebeurtenis.groep == groep:
            per_maand[codes.index(gebeurtenis.gebied_code), gebeurtenis.van : gebeurtenis.tot + 1] *= (
                gebeurtenis.factor
            )
    aandeel_per_maand: Getallen = per_maand / per_maand.sum(axis=0)
    return schaal * maandniveau(niveaus()[groep], groep, trek, schok) * aandeel_per_maand


def maandniveau(
    per_jaar: tuple[float, ...], groep: str, trek: np.random.Generator, schok: float = 0.0
) -> Getallen:
    """Expected count of the unit per month (102): the year's count spread over season and length of month.

    The level slides from the middle of one year to the middle of the next; months of a year add up to that
    year's count, apart from the monthly shock (standard deviation `schok`).
    """
    lengte = np.diff(maand_grenzen()).astype(np.float64)
    maanden = np.arange(len(JAREN) * 12)
    glijdend = np.interp(maanden, np.arange(len(JAREN)) * 12 + 5.5, per_jaar)
    seizoen = np.tile(np.array(SEIZOEN[SEIZOEN_VAN.get(groep, "vlak")]), len(JAREN))
    heel = np.concatenate([lengte, [31, 31, 30, 31, 30, 31]])
    ruw = (glijdend * seizoen * heel).reshape(len(JAREN), 12)
    per_jaar_ruw = np.maximum(ruw.sum(axis=1, keepdims=True), 1e-9)  # a class may have nothing in a year
    genormeerd: Getallen = (ruw / per_jaar_ruw * np.array(per_jaar)[:, None]).ravel()[:AANTAL_MAANDEN]
    if schok > 0:
        genormeerd = genormeerd * trek.gamma(1 / schok**2, schok**2, AANTAL_MAANDEN)
    return genormeerd
