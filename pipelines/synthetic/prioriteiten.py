"""Priorities of the local safety plans (`ivp_prioriteiten`): two planning rounds and what came late."""

from datetime import date, timedelta
from typing import Final

import numpy as np

from pipelines.synthetic.bestanden import KENMERK, Dekking, Uitvoer, schrijf_bijlage, schrijf_werkmap
from pipelines.synthetic.gegevens import gemeente_in_jaar, gemeenten, lees
from pipelines.synthetic.wereld import Wereld

BRON: Final = "ivp_prioriteiten"
BRON_RIJTOTALEN: Final = "bijlage1_rijtotalen"
KOP: Final = (
    "Gemeente",
    "Prioriteit",
    "Niveau",
    "VNG-code",
    "Planperiode van",
    "Planperiode tot",
    "Vastgesteld op",
    "Kenmerk",
)
ALTIJD: Final = "Woninginbraken"
ZONDER_PLAN: Final = ("Staphorst", "Rozendaal", "Scherpenzeel")
"""Gemeenten that never answered in the second round."""
TE_LAAT: Final = ("Dinkelland", "Tubbergen", "West Betuwe", "Wierden")
"""Gemeenten whose second plan was adopted and delivered half a year late."""

MIST: Final = ("Losser", "1.1")
"""A gemeente whose second plan has nothing on this theme, though there is every reason for it."""

Rij = tuple[str, str, str, str | None, int, int, date, str]


def schrijf_prioriteiten(wereld: Wereld, uit: Uitvoer) -> None:
    """Write three workbooks: round 2015-2018, round 2019-2022, and what came late for the latter.

    Round one: one row per priority, as many per gemeente as Bijlage 1 prints; burglary for all 81.
    """
    trek = wereld.loting("prioriteiten")
    eerste = [
        rij for g in gemeenten() for rij in _plan(trek, g.naam, g.n_prioriteiten, 2015, date(2014, 1, 6), 170)
    ]
    _schrijf(uit, "ivp_2015-2018.xlsx", eerste, "volledig", date(2014, 7, 1), "2015-2018")
    namen = list(dict.fromkeys(gemeente_in_jaar()[(g.gebied_code, 2018)][1] for g in gemeenten()))
    # three of them merge on 1-1-2019 and make their plan together, later
    samen = {
        n
        for g in gemeenten()
        if (n := gemeente_in_jaar()[(g.gebied_code, 2018)][1])
        != (gemeente_in_jaar()[(g.gebied_code, 2019)][1])
    }
    op_tijd = [n for n in namen if n not in ZONDER_PLAN and n not in TE_LAAT and n not in samen]
    tweede = [
        rij
        for naam in op_tijd
        for rij in _plan(trek, naam, int(trek.integers(3, 10)), 2019, date(2018, 5, 1), 220)
        if not (naam == MIST[0] and (rij[3] or "").startswith(MIST[1]))
    ]
    _schrijf(uit, "ivp_2019-2022.xlsx", tweede, "volledig", date(2018, 12, 15), "2019-2022")
    later = [
        rij
        for naam in TE_LAAT
        for rij in _plan(trek, naam, int(trek.integers(3, 10)), 2019, date(2019, 2, 1), 110)
    ]
    _schrijf(uit, "ivp_2019-2022_nagekomen.xlsx", later, "delta", date(2019, 6, 1), "2019-2022")


def schrijf_rijtotalen(uit: Uitvoer) -> None:
    """Write the row totals of Bijlage 1 (`bijlage1_rijtotalen`): what the plans of round one add up to."""
    pad = uit.pad(BRON_RIJTOTALEN, "bijlage1_rijtotalen.csv")
    regels = ["district,gemeente,n_prioriteiten"]
    regels += [f"{g.district},{g.naam},{g.n_prioriteiten}" for g in gemeenten()]
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")
    uit.noteer(BRON_RIJTOTALEN, len(regels) - 1)
    schrijf_bijlage(pad, "2014-07-01T00:00:00", "volledig")


def _plan(
    trek: np.random.Generator, naam: str, aantal: int, vanaf: int, eerste_dag: date, dagen: int
) -> list[Rij]:
    """One gemeente's plan of `aantal` priorities, adopted within `dagen` of `eerste_dag`."""
    lijst = lees("prioriteiten.csv")
    andere = [r for r in lijst if r["prioriteit"] != ALTIJD]
    gewicht = np.array([float(r["gewicht"]) for r in andere])
    keuze = trek.choice(len(andere), size=aantal - 1, replace=False, p=gewicht / gewicht.sum())
    gekozen = [r for r in lijst if r["prioriteit"] == ALTIJD] + [andere[i] for i in sorted(keuze.tolist())]
    vastgesteld = eerste_dag + timedelta(days=int(trek.integers(0, dagen)))
    return [
        (
            naam,
            r["prioriteit"],
            r["niveau"],
            r["vng_code"] or None,
            vanaf,
            vanaf + 3,
            vastgesteld,
            KENMERK,
        )
        for r in gekozen
    ]


def _schrijf(uit: Uitvoer, bestand: str, rijen: list[Rij], soort: str, op: date, ronde: str) -> None:
    pad = uit.pad(BRON, bestand)
    informatie = [
        f"Prioriteiten uit de integrale veiligheidsplannen {ronde} van gemeenten in Oost-Nederland",
        f"Bevraagd op {op:%d-%m-%Y} 09:00",
        "FICTIEVE CIJFERS",
    ]
    uit.noteer(BRON, schrijf_werkmap(pad, "Prioriteiten", KOP, rijen, informatie))
    # whole for this round only: the plans adopted in that year
    dekking = Dekking(datumveld="vastgesteld_op", van=f"{op.year}-01-01", tot=f"{op.year}-12-31")
    schrijf_bijlage(pad, f"{op.isoformat()}T09:00:00", soort, dekking if soort == "volledig" else None)
