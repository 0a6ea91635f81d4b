"""The shape of a delivery: its columns in their order, and what kind of values each holds.

The kinds are observed in the first rows, whatever the contract says: this is what the owner sent. A shape
holds headers and kinds and never a value, so it may be kept and shown.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.sources.contract import Contract, Kolom, Type

VOORBEELD = 100  # rows that are looked at: what changes for a whole column shows in the first of them
_GENOEG = 0.95  # share of the filled cells that makes a column of a kind

LEEG, TEKST, GEHEEL = "leeg", "tekst", "hele getallen"
KOMMA, PUNT = "getallen met een komma", "getallen met een punt"
DAG_EERST, MAAND_EERST, JAAR_EERST = "datums als dd-mm-jjjj", "datums als mm-dd-jjjj", "datums als jjjj-mm-dd"
ANDERE_DATUM, MAAND, JANEE = "datums in een andere vorm", "maanden als jjjj-mm", "J of N"

ENGELS = {
    LEEG: "nothing",
    TEKST: "text",
    GEHEEL: "whole numbers",
    KOMMA: "numbers with a comma",
    PUNT: "numbers with a point",
    DAG_EERST: "dates as dd-mm-yyyy",
    MAAND_EERST: "dates as mm-dd-yyyy",
    JAAR_EERST: "dates as yyyy-mm-dd",
    ANDERE_DATUM: "dates in another form",
    MAAND: "months as yyyy-mm",
    JANEE: "J or N",
}
_TIJD = r"([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?"
_PATRONEN = {
    soort: re.compile(patroon)
    for soort, patroon in (
        (GEHEEL, r"[+-]?\d+"),
        (KOMMA, r"[+-]?\d+,\d+([eE][+-]?\d+)?"),
        (PUNT, r"[+-]?\d+\.\d+([eE][+-]?\d+)?"),
        (JANEE, r"[JNjn]"),
        (DAG_EERST, r"(0[1-9]|[12]\d|3[01])-(0\d|1[0-2])-\d{4}" + _TIJD),
        (MAAND_EERST, r"(0\d|1[0-2])-(1[3-9]|2\d|3[01])-\d{4}" + _TIJD),
        (JAAR_EERST, r"\d{4}-\d{2}-\d{2}" + _TIJD),
        (MAAND, r"\d{4}-\d{2}"),
        (ANDERE_DATUM, r"(\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[/.]\d{1,2}[/.]\d{1,2})" + _TIJD),
    )
}
_NA_DE_TWAALFDE = re.compile(r"(1[3-9]|2\d|3[01])-")
# what a contract reads of each type; text takes everything
_LEESBAAR: dict[Type, frozenset[str]] = {
    "geheel": frozenset({GEHEEL}),
    "datum": frozenset({DAG_EERST}),
    "tijdstip": frozenset({DAG_EERST}),
    "maand": frozenset({MAAND}),
    "janee": frozenset({JANEE}),
}


@dataclass(frozen=True)
class Kolomvorm:
    """One column as delivered. `gevuld` counts the cells among the first rows that hold something."""

    kop: str
    soort: str
    gevuld: int


@dataclass(frozen=True)
class Vorm:
    """The columns of a delivery, in their order."""

    kolommen: tuple[Kolomvorm, ...]

    @property
    def koppen(self) -> tuple[str, ...]:
        """The headers."""
        return tuple(k.kop for k in self.kolommen)

    def als_tekst(self) -> str:
        """One line of JSON, for the log book."""
        return json.dumps([[k.kop, k.soort, k.gevuld] for k in self.kolommen], ensure_ascii=False)

    @classmethod
    def uit_tekst(cls, tekst: str) -> Vorm:
        """The shape that `als_tekst` wrote."""
        return cls(tuple(Kolomvorm(str(kop), str(soort), int(n)) for kop, soort, n in json.loads(tekst)))


def neem_vorm(
    koppen: Sequence[str], rijen: Sequence[Sequence[str]], leegteken: Sequence[str] = ("",)
) -> Vorm:
    """The shape of a file with these headers and first rows; rows of another width say nothing."""
    heel = [rij for rij in rijen if len(rij) == len(koppen)]
    kolommen = []
    for plek, kop in enumerate(koppen):
        cellen = Counter(schoon for rij in heel if (schoon := rij[plek].strip()) not in leegteken)
        kolommen.append(Kolomvorm(kop, _soort(cellen), cellen.total()))
    return Vorm(tuple(kolommen))


def leesbaar(contract: Contract, kolom: Kolom, soort: str) -> bool:
    """Whether cells of kind `soort` can be read as the contract has this column."""
    if soort == LEEG or kolom.type == "tekst":
        return True
    if kolom.type == "decimaal":
        return soort == GEHEEL or soort in {
            s for s, teken in ((KOMMA, ","), (PUNT, ".")) if teken in contract.decimaalteken
        }
    return soort in _LEESBAAR[kolom.type]


def zelfde_soort(een: str, ander: str) -> bool:
    """Whether two kinds can be one column: equal, one of them unknown, or whole numbers among others."""
    if LEEG in (een, ander) or een == ander:
        return True
    return {een, ander} in ({GEHEEL, KOMMA}, {GEHEEL, PUNT})


def _soort(cellen: Counter[str]) -> str:
    if not cellen:
        return LEEG
    per_soort: Counter[str] = Counter()
    for cel, aantal in cellen.items():
        per_soort[next((s for s, p in _PATRONEN.items() if p.fullmatch(cel)), TEKST)] += aantal
    if per_soort[MAAND_EERST] and not any(_NA_DE_TWAALFDE.match(cel) for cel in cellen):
        per_soort[MAAND_EERST] += per_soort.pop(DAG_EERST, 0)  # 01-05-2014 among 01-23-2014
    for getal in (KOMMA, PUNT):
        if per_soort[getal]:
            per_soort[getal] += per_soort.pop(GEHEEL, 0)
    soort, aantal = per_soort.most_common(1)[0]
    return soort if aantal >= _GENOEG * cellen.total() else TEKST
