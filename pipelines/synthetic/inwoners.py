"""Inhabitants (`cbs_70072ned`) and the division into basisteams (`basisteam_indeling`) of the fictitious world."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pipelines.synthetic.bestanden import KENMERK, Uitvoer, schrijf_bijlage
from pipelines.synthetic.gegevens import JAREN, basisteams, gemeente_in_jaar, gemeenten, lees
from pipelines.synthetic.wereld import Wereld

BRON_INWONERS: Final = "cbs_70072ned"
BRON_TEAMS: Final = "basisteam_indeling"
JAREN_GELEVERD: Final = tuple(range(2012, 2020))
HEEL: Final = "alle"
"""Where the list speaks of a whole gemeente."""


def schrijf_inwoners(uit: Uitvoer) -> None:
    """Write inhabitants per gemeente of the whole country, in the borders of each year."""
    rijen = [
        (r["gebied_code"], f"{jaar}JJ00", r[f"inwoners_{jaar}"])
        for naam in ("inwoners_eenheid.csv", "gemeenten_buiten.csv")
        for r in lees(naam)
        for jaar in JAREN_GELEVERD
        if r[f"inwoners_{jaar}"]
    ]
    pad = uit.pad(BRON_INWONERS, "inwoners_2012-2019.csv")
    uit.noteer(BRON_INWONERS, _schrijf(pad, ("RegioS", "Perioden", "Inwoners_1"), sorted(rijen)))
    schrijf_bijlage(pad, "2020-03-01T06:00:00", "volledig")


def schrijf_teams(wereld: Wereld, uit: Uitvoer) -> None:
    """Write which gemeente, and where it has several teams which wijk, belongs to which basisteam.

    A wijk that two teams share stands under both: of an incident there the list cannot say whose it is.
    """
    per_naam: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    codes = [code for code, _ in basisteams()]
    kernen = wereld.kernen
    for g, nummer, team in zip(
        kernen.gemeente.tolist(), kernen.nummer.tolist(), kernen.team.tolist(), strict=True
    ):
        gemeente = gemeenten()[g]
        for jaar in JAREN:
            _, naam = gemeente_in_jaar()[(gemeente.gebied_code, jaar)]
            per_naam[naam, f"Wijk {nummer // 4:02d}"][codes[team]].add(jaar)
    teams: dict[str, set[str]] = defaultdict(set)
    jaren: dict[str, set[int]] = defaultdict(set)
    for (naam, _), per_team in per_naam.items():
        for team_code, waar in per_team.items():
            teams[naam].add(team_code)
            jaren[naam] |= waar
    rijen = [
        _rij(naam, HEEL, next(iter(welke)), jaren[naam]) for naam, welke in teams.items() if len(welke) == 1
    ]
    rijen += [
        _rij(naam, wijk, team_code, waar)
        for (naam, wijk), per_team in per_naam.items()
        if len(teams[naam]) > 1
        for team_code, waar in per_team.items()
    ]
    kop = ("Gemeente", "Wijk", "Basisteam", "Geldig van", "Geldig tot", "Kenmerk")
    pad = uit.pad(BRON_TEAMS, "basisteam_indeling.csv")
    uit.noteer(BRON_TEAMS, _schrijf(pad, kop, sorted(rijen)))
    schrijf_bijlage(pad, "2020-02-01T09:00:00", "volledig")


def _rij(naam: str, wijk: str, team: str, jaren: set[int]) -> tuple[str, ...]:
    tot = f"31-12-{max(jaren)}" if max(jaren) < JAREN[-1] else ""
    return naam, wijk, team, f"01-01-{min(jaren)}", tot, KENMERK


def _schrijf(pad: Path, kop: tuple[str, ...], rijen: Iterable[tuple[str, ...]]) -> int:
    lijst = list(rijen)
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.writer(bestand, delimiter=";", lineterminator="\n")
        schrijver.writerow(kop)
        schrijver.writerows(lijst)
    return len(lijst)
