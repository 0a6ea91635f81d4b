"""docs/demo.md: every rule of the domain, the row of the demonstration that exercises it, and its test.

The rules stand in docs/regels.csv, one a line; what the demonstration cannot show stands with its reason in
docs/regels_elders.csv. `make docs` builds a small demonstration and writes the page from it; a test compares
the page with the same build.
"""

from __future__ import annotations

import csv
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.publish.lezen import rijen_van
from pipelines.settings import PROJECT

if TYPE_CHECKING:
    import duckdb

PAGINA = PROJECT / "docs" / "demo.md"
REGISTER = PROJECT / "docs" / "regels.csv"
ELDERS = PROJECT / "docs" / "regels_elders.csv"
_ROOMS = {
    "sources": "Deliveries (`sources`)",
    "staging": "Reading what was delivered (`staging`)",
    "intermediate": "Counting and judging (`intermediate`)",
    "marts": "What is published (`marts`)",
}
_HOOGSTENS = 3  # rows of one query that are shown


class RegelZonderRij(Exception):  # noqa: N818 - the domain's word
    """Rules that the demonstration shows no row for; the text says what to do."""


@dataclass(frozen=True)
class Regel:
    """A rule: one sentence, the query (on a build database) for its row, and the test that guards it.

    `toets` is the node id of a test, or `dbt:` and the name of a unit test of dbt.
    """

    regel_id: str
    room: str
    regel: str
    vraag: str
    toets: str


@dataclass(frozen=True)
class Elders:
    """A rule that the demonstration cannot show, and why."""

    regel_id: str
    room: str
    regel: str
    waarom: str
    toets: str


def lees_regels(pad: Path = REGISTER) -> tuple[Regel, ...]:
    """The rules, in the order of the file."""
    return tuple(Regel(**r) for r in _lees(pad, [f.name for f in fields(Regel)]))


def lees_elders(pad: Path = ELDERS) -> tuple[Elders, ...]:
    """The rules that the demonstration cannot show."""
    return tuple(Elders(**r) for r in _lees(pad, [f.name for f in fields(Elders)]))


def _lees(pad: Path, koppen: list[str]) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        lezer = csv.DictReader(bestand)
        rijen = list(lezer)
    if lezer.fieldnames != koppen:
        raise ValueError(f"{pad.name} has columns {lezer.fieldnames}; expected {koppen}.")
    for nummer, rij in enumerate(rijen, start=2):
        if None in rij or not all(rij.values()):
            raise ValueError(
                f"{pad.name}, row {nummer}: every cell must be filled, and only those of {koppen}."
            )
        if rij["room"] not in _ROOMS:
            raise ValueError(
                f"{pad.name}, row {nummer}: room '{rij['room']}' is none of {', '.join(_ROOMS)}."
            )
    return rijen


def antwoord(con: duckdb.DuckDBPyConnection, regel: Regel) -> list[dict[str, Any]]:
    """The rows of the demonstration that exercise a rule."""
    return rijen_van(con, regel.vraag)


def regelpagina(con: duckdb.DuckDBPyConnection, regels: Sequence[Regel], elders: Sequence[Elders]) -> str:
    """The page as Markdown; `con` is on the build database of the demonstration.

    Raises:
        RegelZonderRij: a query failed or gave no row.
    """
    rijen: dict[str, list[str]] = {}
    zonder = []
    for regel in regels:
        try:
            gevonden = antwoord(con, regel)
        except Exception as fout:  # whatever DuckDB says of the query, all rules are reported at once
            zonder.append(f"{regel.regel_id}: its query fails: {str(fout).splitlines()[0]}")
            continue
        if not gevonden:
            zonder.append(f"{regel.regel_id}: its query gives no row")
            continue
        cellen = (f"`{regel.regel_id}`<br>{regel.regel}", _getoond(gevonden), f"`{regel.toets}`")
        rijen.setdefault(regel.room, []).append("| " + " | ".join(cellen) + " |")
    if zonder:
        raise RegelZonderRij(
            "The demonstration shows no row for these rules of docs/regels.csv:\n  "
            + "\n  ".join(zonder)
            + "\nCorrect the query, let pipelines/synthetic bring such a row about, or, if the demonstration"
            "\ncannot show it at all, move the rule to docs/regels_elders.csv with the reason."
        )
    return "\n".join([*_inleiding(len(regels)), *_tabellen(rijen), *_lijst_elders(elders)]) + "\n"


def _inleiding(aantal: int) -> list[str]:
    return [
        "# Rules and the demonstration",
        "",
        "Generated from `docs/regels.csv` by `make docs`; do not edit by hand.",
        "",
        "**FICTIEVE CIJFERS.** The region is invented; codes, names and the strategy itself are real.",
        "",
        *textwrap.wrap(
            f"Each of the {aantal} rules stands here with a row of the demonstration that exercises it and the"
            " test that fails when it is broken. The demonstration is built at schaal 0.02 with the standard"
            " seed, as the tests build it. A test is a node id of pytest, or `dbt:` and the name of a unit test"
            " in `dbt_project/models/`. The query behind a row stands in `docs/regels.csv`.",
            108,
        ),
    ]


def _tabellen(rijen: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for room, kop in _ROOMS.items():
        if room in rijen:
            yield from (
                "",
                f"## {kop}",
                "",
                "| Rule | Row of the demonstration | Test |",
                "| --- | --- | --- |",
            )
            yield from rijen[room]


def _lijst_elders(elders: Sequence[Elders]) -> Iterator[str]:
    yield from ("", "## What the demonstration cannot show", "")
    yield from ("| Rule | Why not | Test |", "| --- | --- | --- |")
    for regel in elders:
        yield f"| `{regel.regel_id}`<br>{regel.regel} | {regel.waarom} | `{regel.toets}` |"


def _getoond(rijen: Sequence[Mapping[str, Any]]) -> str:
    regels = ["; ".join(f"{k} = {_waarde(w)}" for k, w in rij.items()) for rij in rijen[:_HOOGSTENS]]
    meer = [f"… and {len(rijen) - _HOOGSTENS} more"] if len(rijen) > _HOOGSTENS else []
    return "<br>".join([*regels, *meer])


def _waarde(waarde: Any) -> str:  # noqa: PLR0911 - one return per type
    """A cell: floats at three decimals, so that another machine writes the same page."""
    if waarde is None:
        return "(empty)"
    if isinstance(waarde, bool):
        return "yes" if waarde else "no"
    if isinstance(waarde, float):
        tekst = f"{waarde:.3f}".rstrip("0").rstrip(".")
        return "0" if tekst == "-0" else tekst
    if isinstance(waarde, datetime):
        return f"{waarde:%Y-%m-%d %H:%M}"
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, list):
        return ", ".join(_waarde(w) for w in waarde)
    return " ".join(str(waarde).split()).replace("|", "\\|")


if __name__ == "__main__":
    import duckdb

    with duckdb.connect(sys.argv[1], read_only=True) as _con:
        try:
            PAGINA.write_text(regelpagina(_con, lees_regels(), lees_elders()), encoding="utf-8")
        except RegelZonderRij as _fout:
            sys.exit(str(_fout))
    print(PAGINA.relative_to(PROJECT))
