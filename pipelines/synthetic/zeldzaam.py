"""What is too rare for chance in a small world, brought about on purpose and in every size.

Nothing here draws on the streams of the other modules: the rest of the world stays what it was.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from pipelines.synthetic.incidenten import CODE_NUMMER, Incidenten, binnen_werktijd
from pipelines.synthetic.levensloop import SOORTEN, Toestanden, nummer
from pipelines.synthetic.wereld import LEEG, MINUTEN_PER_DAG, NULPUNT, ONBEKEND, Vlaggen, Wereld, minuut

NIEUWE_KLASSE: Final = "M24"
"""A class that is in no list of codes yet; its incidents would have been VOORHEEN before."""
VOORHEEN: Final = "M22"
NIEUW_SINDS: Final = "2019-01-01"
OVER_DE_JAARGRENS: Final = 6
"""So many burglaries of the first days of January turn out to have begun in December."""
SAMEN_BINNEN: Final = 10 * MINUTEN_PER_DAG
"""Burglaries of one gemeente so close together can stand in one registration."""


def maak_zeldzaam(wereld: Wereld, alle: Incidenten, toestanden: Toestanden) -> tuple[Incidenten, Toestanden]:
    """The same incidents with a new class, burglaries that share a registration, and dates across New Year.

    What was known on BASISMOMENT does not change: all of it happens later.
    """
    trek = wereld.loting("zeldzaam")
    enige = np.bincount(toestanden.incident, minlength=len(alle)) == 1  # of which nothing changed
    toestanden = _nieuwe_klasse(trek, toestanden, enige)
    alle = _een_registratie(trek, alle, enige)
    return alle, _over_de_jaargrens(trek, alle, toestanden, enige)


def _nieuwe_klasse(trek: np.random.Generator, toestanden: Toestanden, enige: Vlaggen) -> Toestanden:
    """Give one in five hundred of the old class the new one, from the day it exists."""
    oud = toestanden.code == CODE_NUMMER[VOORHEEN]
    kan = np.flatnonzero(oud & enige[toestanden.incident] & (toestanden.begin >= minuut(NIEUW_SINDS)))
    code = toestanden.code.copy()
    code[trek.choice(kan, size=min(len(kan), max(3, int(oud.sum()) // 500)), replace=False)] = CODE_NUMMER[
        NIEUWE_KLASSE
    ]
    return replace(toestanden, code=code)


def _een_registratie(trek: np.random.Generator, alle: Incidenten, enige: Vlaggen) -> Incidenten:
    """Write some burglaries down in the registration of the one before it in the same gemeente."""
    welke = np.flatnonzero(_woning(alle) & enige)
    welke = welke[np.lexsort((alle.begin[welke], alle.gemeente[welke]))]
    eerste, tweede = welke[:-1], welke[1:]
    dicht = (alle.gemeente[eerste] == alle.gemeente[tweede]) & (
        alle.begin[tweede] - alle.begin[eerste] <= SAMEN_BINNEN
    )
    paren = np.flatnonzero(dicht)[::2]  # never three in a row
    paren = trek.choice(paren, size=min(len(paren), max(2, len(welke) // 300)), replace=False)
    registratie = alle.registratie.copy()
    registratie[tweede[paren]] = registratie[eerste[paren]]
    return replace(alle, registratie=registratie)


def _over_de_jaargrens(
    trek: np.random.Generator, alle: Incidenten, toestanden: Toestanden, enige: Vlaggen
) -> Toestanden:
    """Correct the date of a few burglaries from early January to before it, once they have been shown."""
    dag = alle.begin // MINUTEN_PER_DAG
    kan = np.zeros(len(alle), dtype=np.bool_)
    for jaar in range(2015, 2019):
        nieuwjaar = int((np.datetime64(f"{jaar}-01-01", "D") - NULPUNT.astype("M8[D]")).astype(int))
        kan |= (dag >= nieuwjaar) & (dag < nieuwjaar + 8)
    kan &= _woning(alle) & enige
    plekken = np.flatnonzero(kan[toestanden.incident])
    gekozen = toestanden.kies(
        np.sort(trek.choice(plekken, size=min(OVER_DE_JAARGRENS, len(plekken)), replace=False))
    )
    terug = (trek.integers(9, 15, len(gekozen)) * MINUTEN_PER_DAG).astype(np.int32)
    # both years must have been published before it moves: the later one is two months after its end
    wachten = (trek.integers(430, 520, len(gekozen)) * MINUTEN_PER_DAG).astype(np.int32)
    gewijzigd = replace(
        gekozen,
        vanaf=binnen_werktijd(gekozen.vanaf + wachten),
        soort=np.full(len(gekozen), SOORTEN.index("datum"), dtype=np.int32),
        begin=gekozen.begin - terug,
        eind=np.where(gekozen.eind == LEEG, LEEG, gekozen.eind - terug).astype(np.int32),
    )
    return nummer([toestanden, gewijzigd])


def _woning(alle: Incidenten) -> Vlaggen:
    geschikt: Vlaggen = (alle.code == CODE_NUMMER["A20"]) & (alle.gemeente < ONBEKEND) & (alle.begin != LEEG)
    return geschikt
