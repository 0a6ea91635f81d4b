"""Which extracts the police send, and from which of them on a state can be known.

An extract shows the state of the police system at its peilmoment. Of every change outside its window a file
with changes (`mutaties`) is sent half an hour earlier. So a state becomes known with the first extract or
file of changes that contains it, and a withdrawal with the first window in which the incident is missing.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.synthetic.gegevens import klassen
from pipelines.synthetic.levensloop import NOOIT, Toestanden
from pipelines.synthetic.wereld import LEEG, MINUTEN_PER_DAG, Gehelen, Vlaggen, minuut

EERSTE_MAAND: Final = np.datetime64("2014-03", "M")
LAATSTE_MAAND: Final = np.datetime64("2020-07", "M")
LEGE_MAAND: Final = np.datetime64("2018-08", "M")
"""In this month only a file of changes without a single row arrives."""
LATE_MAAND: Final = np.datetime64("2016-09", "M")
LATE_DAG: Final = 12
HERLEVERDE_MAAND: Final = np.datetime64("2016-04", "M")
"""First sent without the optional columns, then three days later with them."""
NACHTEN: Final = 60
ALLE_CODES: Final = tuple(k.mk_code for k in klassen())
JAARCODES: Final = tuple(c for c in ALLE_CODES if not c.startswith("M"))
"""The yearly windows leave out noise: what is withdrawn there after its three months stays visible."""


@dataclass(frozen=True)
class Uittreksel:
    """A volledig or venster extract: incidents that began on day `van` up to and including day `tot`.

    Days and moments count from NULPUNT. `mutaties` is the moment of the file of changes that goes with it,
    which holds what changed since `sinds` outside the window; None: there is none.
    """

    naam: str
    peilmoment: int
    soort: str
    van: int
    tot: int
    codes: tuple[str, ...] = ALLE_CODES
    mutaties: int | None = None
    sinds: int = 0


@dataclass(frozen=True)
class Nacht:
    """A nightly delta: everything that changed since the night before."""

    naam: str
    peilmoment: int
    sinds: int


def maanduittreksels() -> list[Uittreksel]:
    """The first whole extract and the monthly windows of three calendar months after it."""
    eerste = minuut("2014-03-01T06:00")
    lijst = [Uittreksel("2014-03-01", eerste, "volledig", _dag("2012-01-01"), _dag("2014-02-28"))]
    for maand in np.arange(EERSTE_MAAND + 1, LAATSTE_MAAND + 1):
        if maand == LEGE_MAAND:
            continue
        dagen = [LATE_DAG] if maand == LATE_MAAND else [1, 4] if maand == HERLEVERDE_MAAND else [1]
        for dag in dagen:
            datum = maand.astype("M8[D]") + (dag - 1)
            lijst.append(
                Uittreksel(
                    naam=str(maand) + "-01" + ("_herlevering" if dag == 4 else ""),
                    peilmoment=minuut(f"{datum}T06:00"),
                    soort="venster",
                    van=_dag(str((maand - 3).astype("M8[D]"))),
                    tot=_dag(str(maand.astype("M8[D]"))) - 1,
                    mutaties=minuut(f"{datum}T05:30"),
                    sinds=lijst[-1].peilmoment,
                )
            )
    return lijst


def jaaruittreksels() -> list[Uittreksel]:
    """Every 1 February the two calendar years before, so that older withdrawals show."""
    return [
        Uittreksel(
            naam=f"{jaar}-02-01_jaren",
            peilmoment=minuut(f"{jaar}-02-01T06:30"),
            soort="venster",
            van=_dag(f"{jaar - 2}-01-01"),
            tot=_dag(f"{jaar - 1}-12-31"),
            codes=JAARCODES,
        )
        for jaar in range(2015, 2021)
    ]


def nachten() -> list[Nacht]:
    """The sixty nights before 2020-07-01."""
    laatste = np.datetime64("2020-06-30", "D")
    dagen = [laatste - i for i in range(NACHTEN)][::-1]
    return [Nacht(str(d), minuut(f"{d}T05:00"), minuut(f"{d - 1}T05:00")) for d in dagen]


def begindag(begin: Gehelen) -> Gehelen:
    """Day number of the start; LEEG when it is not known."""
    return np.where(begin == LEEG, LEEG, begin // MINUTEN_PER_DAG).astype(np.int32)


def geldig_vanaf(toestanden: Toestanden) -> Gehelen:
    """Peilmoment of the first delivery that shows each state, or its absence; NOOIT when none does."""
    dag = begindag(toestanden.begin)
    gezien = _eerst_getoond(toestanden, dag)
    gezien[toestanden.ingetrokken] = NOOIT
    gezien[gezien >= toestanden.tot] = NOOIT  # changed again before anyone could see it
    _eerst_gemist(toestanden, dag, gezien)
    return gezien


def _eerst_getoond(toestanden: Toestanden, dag: Gehelen) -> Gehelen:
    maanden = maanduittreksels()
    peil = np.array([m.peilmoment for m in maanden] + [NOOIT], dtype=np.int32)
    mutaties = np.array(
        [m.peilmoment if m.mutaties is None else m.mutaties for m in maanden] + [NOOIT], dtype=np.int32
    )
    van = np.array([m.van for m in maanden] + [0], dtype=np.int32)
    tot = np.array([m.tot for m in maanden] + [NOOIT], dtype=np.int32)
    k = np.searchsorted(peil[:-1], toestanden.vanaf, side="left")
    for _ in range(2):  # what began after the window waits for the next one
        k = np.where(dag > tot[k], k + 1, k)
    gezien = np.where(dag >= van[k], peil[k], mutaties[k]).astype(np.int32)
    # a yearly window comes after the month of that day, and so is never the first
    for nacht in nachten():
        raak = (toestanden.vanaf > nacht.sinds) & (toestanden.vanaf <= nacht.peilmoment)
        gezien[raak] = np.minimum(gezien[raak], nacht.peilmoment)
    return gezien


def _eerst_gemist(toestanden: Toestanden, dag: Gehelen, gezien: Gehelen) -> None:
    """Fill in for withdrawn states the first window that should have held the incident, but does not."""
    weg = np.flatnonzero(toestanden.ingetrokken)
    vorige_dag, vorige_gezien = dag[weg - 1], gezien[weg - 1]
    for uittreksel in sorted(maanduittreksels() + jaaruittreksels(), key=lambda u: -u.peilmoment):
        mist: Vlaggen = (
            (toestanden.vanaf[weg] <= uittreksel.peilmoment)
            & (toestanden.tot[weg] > uittreksel.peilmoment)
            & (vorige_gezien < uittreksel.peilmoment)
            & (vorige_dag >= uittreksel.van)
            & (vorige_dag <= uittreksel.tot)
            & _gedekt(toestanden.code[weg - 1], uittreksel)
        )
        gezien[weg[mist]] = uittreksel.peilmoment


def _gedekt(code: Gehelen, uittreksel: Uittreksel) -> Vlaggen:
    return np.isin(code, [ALLE_CODES.index(c) for c in uittreksel.codes])


def _dag(datum: str) -> int:
    return minuut(datum) // MINUTEN_PER_DAG
