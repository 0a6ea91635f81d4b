"""Numbers, dates and words as a Dutch reader expects them, and the texts that pages are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.publish.getallen import getal

MAP = Path(__file__).parent
_HARD = "\u00a0"


@cache
def teksten() -> dict[str, Any]:
    """Every Dutch text of the site, from teksten.yml."""
    import yaml

    gelezen: dict[str, Any] = yaml.safe_load((MAP / "teksten.yml").read_text(encoding="utf-8"))
    return gelezen


def zeg(sleutel: str, /, **waarden: object) -> str:
    """Text `sleutel` (parts divided by dots) with values filled in.

    Raises:
        KeyError: there is no such text.
    """
    tekst: Any = teksten()
    for deel in sleutel.split("."):
        tekst = tekst[deel]
    return str(tekst).format(**waarden) if waarden else str(tekst)


def padnaam(variant: str) -> str:
    """Name of a path for a reader; another strategy has paths of its own, which go by the name they have there."""
    namen: dict[str, str] = teksten()["pad"]
    return namen.get(variant, variant.replace("_", " "))


def dag(moment: date | datetime | None) -> str:
    """15-08-2024; an en dash where there is none."""
    return "–" if moment is None else f"{moment:%d-%m-%Y}"


def met_eenheid(waarde: float | None, decimalen: int, eenheid: str | None) -> str:
    """7,2% but 12.111: a percentage carries its sign, a count needs none."""
    tekst = getal(waarde, decimalen)
    return f"{tekst}%" if eenheid == "%" and waarde is not None else tekst


def tussen(laag: float | None, hoog: float | None, decimalen: int) -> str:
    """5.931 – 6.238, empty where there is no interval; more decimals where rounding would make both alike."""
    if laag is None or hoog is None:
        return "–"
    while decimalen < 3 and laag != hoog and getal(laag, decimalen) == getal(hoog, decimalen):
        decimalen += 1
    return f"{getal(laag, decimalen)}{_HARD}–{_HARD}{getal(hoog, decimalen)}"


def met_teken(aantal: int) -> str:
    """+1.234 or −1.234."""
    return f"+{getal(aantal)}" if aantal > 0 else getal(aantal).replace("-", "−")


def opsom(delen: Sequence[str]) -> str:
    """a, b en c."""
    return " en ".join(d for d in (", ".join(delen[:-1]), *delen[-1:]) if d)


def eerste_zin(tekst: str) -> str:
    """The first sentence of a few; a point inside a number ends none."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z‘])", tekst, maxsplit=1)[0]


def kans(p: float | None) -> str:
    """A p-value as readers see it."""
    if p is None:
        return "–"
    return "< 0,001" if p < 0.001 else getal(p, 3)


def soort_oordeel(oordeel: str) -> str:
    """Class of a verdict for its sign and colour: goed, slecht, open or geen."""
    kort = oordeel.split(",", maxsplit=1)[0]
    if kort in {"gehaald", "op koers", "draagt genoeg bij"}:
        return "goed"
    if kort in {"niet gehaald", "niet op koers"}:
        return "slecht"
    return "open" if kort == "onbeslist" else "geen"
