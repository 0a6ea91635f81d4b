"""What a gate found: one outcome per expectation, and the sentence a failed one is told in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.quality.suites import Ernst, Stage

MAX_VOORBEELDEN = 20


@dataclass(frozen=True)
class Uitkomst:
    """The outcome of one expectation.

    `poort` is 1 to 4 (raw, staging, intermediate, marts). `gecontroleerd` and `afwijkend` are numbers of
    rows; `afwijkend` is exact, and 0 for an expectation about the table as a whole. `voorbeelden` are at most
    20 keys (`levering_id:regel`, or the key columns of the expectation joined by ':'), sorted as the columns
    sort. `waargenomen` is a short text without values of single rows, None where the rows say it all. `ernst`
    is 'blokkeert' whenever Great Expectations could not evaluate the expectation.
    """

    poort: int
    stage: Stage
    tabel: str
    suite: str
    verwachting: str
    soort: str
    kolom: str | None
    ernst: Ernst
    geslaagd: bool
    gecontroleerd: int
    afwijkend: int
    voorbeelden: tuple[str, ...]
    waargenomen: str | None
    uitleg: str

    @property
    def blokkeert(self) -> bool:
        """True when this outcome stops what is downstream."""
        return not self.geslaagd and self.ernst == "blokkeert"


def blokkades(uitkomsten: Iterable[Uitkomst]) -> list[Uitkomst]:
    """The outcomes that stop a run, in the order given."""
    return [u for u in uitkomsten if u.blokkeert]


def zin(uitkomst: Uitkomst) -> str:
    """One plain sentence about an outcome, in English, closed by the expectation's own Dutch explanation."""
    u = uitkomst
    werkwoord = "passes" if u.geslaagd else "blocks" if u.blokkeert else "warns"
    kort = u.verwachting.removeprefix(f"{u.suite}.")
    delen = []
    if u.afwijkend:
        delen.append(f"{u.afwijkend} of {u.gecontroleerd} rows{_tussen_haakjes(u)}")
    if u.waargenomen:
        delen.append(u.waargenomen if u.waargenomen.startswith("error: ") else f"found {u.waargenomen}")
    if not delen:
        delen.append(f"{u.gecontroleerd} rows checked")
    feit = "; ".join(delen)
    return f"Gate {u.poort} ({u.stage}) {werkwoord}: suite {u.suite}, expectation {kort}: {feit}. {u.uitleg}"


def _tussen_haakjes(u: Uitkomst) -> str:
    if not u.voorbeelden:
        return ""
    rest = ", …" if u.afwijkend > len(u.voorbeelden) else ""
    return f" ({', '.join(u.voorbeelden)}{rest})"
