"""What a source promises: file shape, columns, types, key, privacy, owner, frequency and coverage.

A contract is data. Reading, typing, quarantine, Dagster assets, checks and documentation follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["tekst", "geheel", "decimaal", "datum", "tijdstip", "maand", "jaar", "janee"]
Privacy = Literal["geen", "persoonsgegeven"]
Soort = Literal["volledig", "venster", "delta"]
Frequentie = Literal["maandelijks", "per kwartaal", "jaarlijks", "vierjaarlijks", "eenmalig"]

_PERIODE: dict[Frequentie, int | None] = {
    "maandelijks": 31,
    "per kwartaal": 92,
    "jaarlijks": 366,
    "vierjaarlijks": 1461,
    "eenmalig": None,
}

DUCKDB_TYPE: dict[Type, str] = {
    "tekst": "VARCHAR",
    "geheel": "INTEGER",
    "decimaal": "DOUBLE",
    "datum": "DATE",
    "tijdstip": "TIMESTAMP",
    "maand": "DATE",
    "jaar": "INTEGER",
    "janee": "BOOLEAN",
}

VERWACHT: dict[Type, str] = {
    "tekst": "text",
    "geheel": "a whole number",
    "decimaal": "a number",
    "datum": "a date dd-mm-yyyy",
    "tijdstip": "a moment dd-mm-yyyy hh:mm",
    "maand": "a month yyyy-mm",
    "jaar": "a year, 2018 or 2018JJ00",
    "janee": "J or N",
}


@dataclass(frozen=True)
class Kolom:
    """One column: `kop` as it stands in the file, `naam` as it stands in the warehouse."""

    naam: str
    kop: str
    omschrijving: str
    type: Type = "tekst"
    verplicht: bool = True  # the header must be in the file
    leeg: bool = True  # a cell may be empty
    privacy: Privacy = "geen"
    laden: bool = True  # False: free text and addresses that nothing needs never reach the warehouse
    ook: tuple[str, ...] = ()  # other headers of the same column, as the owner exports it; * is any text
    labels: tuple[tuple[str, str], ...] = ()  # value labels of an SPSS file and the code each stands for


@dataclass(frozen=True)
class Tabel:
    """A table of StatLine, and what of it is fetched: `kolommen` by their keys (* is any text), else all."""

    id: str
    dienst: str = "https://opendata.cbs.nl"
    filter: str | None = None  # of OData version 3
    kolommen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contract:
    """A source. `soort` holds for deliveries that say nothing themselves; undeclared means delta."""

    bron: str
    titel: str
    eigenaar: str
    formaten: tuple[str, ...]  # file name endings
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]
    frequentie: Frequentie
    vervaldag: int | None  # day of the month, quarter or year after it on which a delivery is due
    privacy: Privacy = "geen"
    blad: str | None = None  # sheet of a workbook
    informatieblad: str | None = None  # sheet that names the as-of moment
    soort: Soort = "delta"
    decimaalteken: Literal[",", ".", ",."] = "."  # ",." takes both; a workbook's numbers arrive with a point
    leegteken: tuple[str, ...] = ("",)  # what stands for 'nothing here'
    fictief_kenmerk: str | None = None  # column whose value starts with PL9999 in fictitious deliveries
    afkeurdrempel: float = 0.005
    afkeurminimum: int = 5  # so many rejected rows never stop a delivery on their own
    thema: str = "open data"
    tabel: Tabel | None = None  # where the delivery can be fetched

    @property
    def periode_dagen(self) -> int | None:
        """Days between two deliveries, at most; None for what is delivered once."""
        return _PERIODE[self.frequentie]

    @property
    def termijn_dagen(self) -> int | None:
        """Days after which the newest delivery is late: its period, plus the time its owner may take."""
        return None if self.periode_dagen is None else self.periode_dagen + (self.vervaldag or 0)

    @property
    def geladen(self) -> tuple[Kolom, ...]:
        """Columns that reach the warehouse."""
        return tuple(k for k in self.kolommen if k.laden)
