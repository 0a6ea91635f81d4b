"""The list of planted defects, tests/defecten.csv, as the tests read it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

LIJST = Path(__file__).resolve().parents[1] / "defecten.csv"


@dataclass(frozen=True)
class Defect:
    """One line of the list. `ook` are expectations that see the same defect from another side."""

    id: str
    stage: str
    tabel: str
    verzameling: str
    beschrijving: str
    sql: str
    verwachting: str
    ernst: str
    ook: frozenset[str]
    end_to_end: bool
    bestand: str


def lees_defecten() -> list[Defect]:
    """The list, in its order."""
    with LIJST.open(encoding="utf-8", newline="") as bestand:
        return [
            Defect(
                **{k: rij[k] for k in ("id", "stage", "tabel", "verzameling", "beschrijving", "sql")},
                **{k: rij[k] for k in ("verwachting", "ernst", "bestand")},
                ook=frozenset(rij["ook"].split()),
                end_to_end=rij["end_to_end"] == "ja",
            )
            for rij in csv.DictReader(bestand)
        ]


DEFECTEN = lees_defecten()
