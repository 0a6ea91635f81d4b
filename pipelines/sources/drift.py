"""What changed in the shape of a source, by name: from the last delivery with the old shape to a new one.

Breaking is what the contract cannot read; all else passes with a warning. So the order in which files
arrive never decides what is accepted, only which earlier delivery is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from pipelines.sources.contract import Contract
from pipelines.sources.vorm import ENGELS, Kolomvorm, Vorm, leesbaar, zelfde_soort

Soort = Literal["nieuw", "weg", "hernoemd", "andere soort", "andere volgorde"]

_LIJKT = 0.7  # likeness of two headers, 0-1, from which one may be the other renamed
_GENOEMD = 3  # changes that one sentence names
_WEINIG = 5  # filled cells below which a column says nothing about its kind


@dataclass(frozen=True)
class Wijziging:
    """One change. `kolom` is the header as it was (as it is, for a new one); `was` and `nu` say what changed."""

    soort: Soort
    kolom: str
    was: str | None = None
    nu: str | None = None
    geladen: bool = False  # the contract loads this column
    breekt: bool = False

    @property
    def zin(self) -> str:
        """The change in English, without the delivery it is about."""
        match self.soort:
            case "nieuw":
                return f"column '{self.kolom}' is new; it is {'' if self.geladen else 'not '}loaded"
            case "weg":
                return f"column '{self.kolom}' is gone" + ("; it stays empty" if self.geladen else "")
            case "hernoemd":
                return f"column '{self.kolom}' looks renamed to '{self.nu}'"
            case "andere soort":
                return f"column '{self.kolom}' holds {ENGELS[str(self.nu)]} and held {ENGELS[str(self.was)]}"
            case "andere volgorde":
                return (
                    f"the columns stand in another order, from '{self.kolom}' on; they are read by name, so "
                    "nothing changes"
                )


@dataclass(frozen=True)
class Eerder:
    """The last delivery with the old shape."""

    bestand: str
    peilmoment: datetime
    vorm: Vorm

    @property
    def naam(self) -> str:
        """How a sentence names it."""
        return f"{self.bestand.rpartition('/')[2]} (as-of {self.peilmoment:%d-%m-%Y %H:%M})"


def vergelijk(contract: Contract, oud: Vorm, nieuw: Vorm) -> tuple[Wijziging, ...]:
    """Every change from shape `oud` to `nieuw`, in the order of the columns; empty when there is none."""
    van_contract = {k.kop: k for k in contract.kolommen}
    weg = [k for k in oud.kolommen if k.kop not in nieuw.koppen]
    erbij = [k for k in nieuw.kolommen if k.kop not in oud.koppen]
    gevonden: list[Wijziging] = []
    for kolom in weg:
        ander = _hernoemd(kolom, oud, nieuw, erbij)
        afspraak = van_contract.get(kolom.kop)
        gevonden.append(
            Wijziging(
                "hernoemd" if ander else "weg",
                kolom.kop,
                nu=ander.kop if ander else None,
                geladen=afspraak is not None and afspraak.laden,
                breekt=afspraak is not None and afspraak.verplicht,
            )
        )
        if ander:
            erbij.remove(ander)
    gevonden += [
        Wijziging("nieuw", k.kop, geladen=k.kop in van_contract and van_contract[k.kop].laden) for k in erbij
    ]
    return (*gevonden, *_andere_soort(contract, oud, nieuw), *_andere_volgorde(oud, nieuw))


def waarschuwing(bestand: str, wijziging: Wijziging, eerder: Eerder) -> str:
    """One sentence about a delivery that passes although its shape changed."""
    naam = bestand.rpartition("/")[2]
    return f"{naam}: {wijziging.zin}; the last delivery with the old shape is {eerder.naam}."


def verklaring(wijzigingen: Iterable[Wijziging], eerder: Eerder) -> str:
    """What a refusal says of the changes that cannot be read."""
    zinnen = [w.zin for w in wijzigingen if w.breekt]
    meer = [f"and {len(zinnen) - _GENOEMD} more"] if len(zinnen) > _GENOEMD else []
    genoemd = "; ".join([*zinnen[:_GENOEMD], *meer])
    return f"{genoemd}; the last delivery with the old shape is {eerder.naam}"


def _hernoemd(kolom: Kolomvorm, oud: Vorm, nieuw: Vorm, erbij: list[Kolomvorm]) -> Kolomvorm | None:
    """The new column that is this one under another name: its header is like it, or it took its place."""
    plek = oud.koppen.index(kolom.kop)
    kandidaten = []
    for ander in erbij:
        gelijkenis = SequenceMatcher(None, kolom.kop.casefold(), ander.kop.casefold()).ratio()
        op_zijn_plek = nieuw.koppen.index(ander.kop) == plek and len(nieuw.kolommen) == len(oud.kolommen)
        if zelfde_soort(kolom.soort, ander.soort) and (gelijkenis >= _LIJKT or op_zijn_plek):
            kandidaten.append((gelijkenis, op_zijn_plek, ander))
    return max(kandidaten, key=lambda k: k[:2])[2] if kandidaten else None


def _andere_soort(contract: Contract, oud: Vorm, nieuw: Vorm) -> list[Wijziging]:
    """Columns that are loaded and hold values of another kind; a handful of cells proves nothing."""
    eerder = {k.kop: k for k in oud.kolommen}
    nu = {k.kop: k for k in nieuw.kolommen}
    gevonden = []
    for kolom in contract.geladen:
        was, is_ = eerder.get(kolom.kop), nu.get(kolom.kop)
        if was is None or is_ is None or zelfde_soort(was.soort, is_.soort):
            continue
        if min(was.gevuld, is_.gevuld) < _WEINIG:
            continue
        breekt = is_.gevuld > contract.afkeurminimum and not leesbaar(contract, kolom, is_.soort)
        gevonden.append(
            Wijziging("andere soort", kolom.kop, was=was.soort, nu=is_.soort, geladen=True, breekt=breekt)
        )
    return gevonden


def _andere_volgorde(oud: Vorm, nieuw: Vorm) -> list[Wijziging]:
    """Whether the columns that both have stand in another order; one change, at the first that moved."""
    was = [k for k in oud.koppen if k in nieuw.koppen]
    nu = [k for k in nieuw.koppen if k in oud.koppen]
    verschil = next((een for een, ander in zip(was, nu, strict=False) if een != ander), None)
    return [] if verschil is None else [Wijziging("andere volgorde", verschil)]
