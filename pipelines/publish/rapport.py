"""Reports by moment: which days a named moment of the strategy asks for, and what stands in the way of one."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.sources.levering import Levering


class OnbekendMoment(Exception):  # noqa: N818 - the domain's word
    """The strategy has no moment of that name."""


@dataclass(frozen=True)
class Moment:
    """One day on which a named moment of the strategy looks back."""

    naam: str
    peildatum: date
    titel: str

    @property
    def link(self) -> str:
        """Name of the report beside the one by date: `midterm` alone would not say which of the two."""
        return f"{self.naam}-{self.peildatum.isoformat()}"


def momenten(naam: str, seeds: Path) -> list[Moment]:
    """The days of moment `naam` from `momenten.csv` in folder `seeds`, earliest first.

    Raises:
        OnbekendMoment: there is none of that name; the text says which there are.
    """
    with (seeds / "momenten.csv").open(encoding="utf-8", newline="") as bestand:
        alle = [
            Moment(r["moment"], date.fromisoformat(r["peildatum"]), r["titel"])
            for r in csv.DictReader(bestand)
        ]
    gevraagd = sorted((m for m in alle if m.naam == naam), key=lambda m: m.peildatum)
    if not gevraagd:
        keuze = ", ".join(dict.fromkeys(m.naam for m in alle))
        raise OnbekendMoment(f"The strategy has no moment '{naam}'; choose from {keuze}.")
    return gevraagd


def belet(moment: Moment, leveringen: Sequence[Levering], vandaag: date) -> str | None:
    """Why there can be no report of `moment`; None when there can."""
    if moment.peildatum > vandaag:
        return f"{moment.link}: {_dag(moment.peildatum)} is still to come; a report looks back."
    eerste = min((lev.peilmoment.date() for lev in leveringen), default=None)
    if eerste is not None and eerste > moment.peildatum:
        return (
            f"{moment.link}: nothing was known on {_dag(moment.peildatum)} yet; "
            f"the first delivery is of {_dag(eerste)}."
        )
    return None


def waarschuwing(moment: Moment, leveringen: Sequence[Levering]) -> str | None:
    """What a reader must know of a report of a day after the newest delivery; None when it is before it.

    It is made all the same: later deliveries change nothing of it, so it equals the report of somebody
    who has them, unless one comes in that was made before the moment.
    """
    nieuwste = max((lev.peilmoment.date() for lev in leveringen), default=None)
    if nieuwste is None or nieuwste >= moment.peildatum:
        return None
    return (
        f"{moment.link}: the newest delivery is of {_dag(nieuwste)}, "
        f"{(moment.peildatum - nieuwste).days} days before the moment; what was delivered in between is missing."
    )


def _dag(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"
