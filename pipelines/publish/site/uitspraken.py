"""The page with every statement of the strategy that can be true or not, and what became of it."""

from __future__ import annotations

from typing import Any

from pipelines.publish.getallen import getal
from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import zeg


def inhoud(g: Gegevens) -> dict[str, Any]:
    """What template uitspraken.html needs: the statements by kind, in the order of the table."""
    per: dict[str, list[Rij]] = {}
    for r in g.uitspraken:
        per.setdefault(r["soort"], []).append(r)
    groepen = [
        {
            "soort": soort,
            "naam": zeg(f"uitspraken.soort.{soort}"),
            "stand": zeg("uitspraken.stand", aantal=getal(len(rs)), antwoord=getal(_beantwoord(rs))),
            "rijen": [{**r, "tekst": r["antwoord"] or zeg("uitspraken.zonder")} for r in rs],
        }
        for soort, rs in per.items()
    ]
    return {
        "titel": zeg("uitspraken.titel"),
        "inleiding": zeg(
            "uitspraken.inleiding", aantal=getal(len(g.uitspraken)), antwoord=getal(_beantwoord(g.uitspraken))
        ),
        "groepen": groepen,
        "grafieken": False,
    }


def _beantwoord(rijen: list[Rij]) -> int:
    """A reason stands where there is no answer."""
    return sum(r["reden"] is None for r in rijen)
