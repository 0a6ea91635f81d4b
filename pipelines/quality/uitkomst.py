"""What a gate found: one outcome per expectation, and the sentence a failed one is told in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.quality.suites import Ernst, Stage

MAX_VOORBEELDEN = 20
FOUT = "fout: "


@dataclass(frozen=True)
class Uitkomst:
    """The outcome of one expectation.

    `poort` is 1 to 4 (raw, staging, intermediate, marts). `gecontroleerd` and `afwijkend` are numbers of
    rows; `afwijkend` is exact, and 0 for an expectation about the table as a whole. `voorbeelden` are at most
    20 keys (`levering_id:regel`, or the key columns of the expectation joined by ':'), sorted as the columns
    sort. `waargenomen` is a short Dutch text without values of single rows, None where the rows say all; it
    starts with 'fout: ' when Great Expectations could not evaluate the expectation, and then `ernst` is
    'blokkeert' whatever the suite says.
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
    if u.waargenomen and u.waargenomen.startswith(FOUT):
        delen.append(f"could not be evaluated, {u.waargenomen.removeprefix(FOUT)}")
    elif u.waargenomen:
        delen.append(f"found '{u.waargenomen}'")
    if u.afwijkend:
        delen.insert(0, f"{u.afwijkend} of {u.gecontroleerd} rows{_tussen_haakjes(u)}")
    gevonden = "; ".join(delen) or f"{u.gecontroleerd} rows checked"
    return (
        f"Gate {u.poort} ({u.stage}) {werkwoord}: suite {u.suite}, expectation {kort}: {gevonden}. {u.uitleg}"
    )


def melding(uitkomst: Uitkomst) -> str:
    """What a terminal shows: the whole sentence where something blocks, one short line where it warns."""
    u = uitkomst
    if u.blokkeert:
        return zin(u)
    kort = u.verwachting.removeprefix(f"{u.suite}.")
    rijen = f", {u.afwijkend} of {u.gecontroleerd} rows" if u.afwijkend else ""
    return f"Gate {u.poort} ({u.stage}) warns: {u.suite}, {kort}{rijen}."


def feit(uitkomst: Uitkomst) -> str:
    """What was found, in Dutch, for a reader of Data Docs or of the published table; '' when nothing was."""
    delen = [f"{uitkomst.afwijkend} van {uitkomst.gecontroleerd} rijen"] if uitkomst.afwijkend else []
    return "; ".join(delen + ([uitkomst.waargenomen] if uitkomst.waargenomen else []))


def _tussen_haakjes(u: Uitkomst) -> str:
    if not u.voorbeelden:
        return ""
    rest = ", …" if u.afwijkend > len(u.voorbeelden) else ""
    return f" ({', '.join(u.voorbeelden)}{rest})"
