"""Reading the suites in `expectations/`, without importing Great Expectations.

The folder is Great Expectations' own store: `expectations/<stage>/<table>.json` is the suite
`<stage>.<table>`, so anyone can open it with a File context whose expectations store points there. What the
pipeline adds stands in the `meta` of each expectation:

- `id`: stable, readable name, `<stage>.<table>.<what is expected>`, e.g.
  `raw.bvi_incidenten.sleutel_niet_leeg`;
- `ernst`: `blokkeert` (nothing downstream runs, nothing is published) or `waarschuwt`;
- `uitleg`: one Dutch sentence, what is expected and what to do when it is not so;
- `sleutel` (optional): the columns that name an example row, default levering_id and regel. They are shown in
  messages and Data Docs, so never a personal identifier.

Great Expectations' own `severity`, where it is written down, has to say the same as `ernst`.

A pattern is an `unexpected_rows_expectation` with `regexp_matches`: Great Expectations' own expectations on
patterns refuse DuckDB. Its query is a format string: `{batch}` is the table, other braces are doubled; with a
JOIN the query has to name the table (`{batch} AS t`), without one it may not. It returns the offending rows,
the key columns among them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any, Literal, cast

Stage = Literal["raw", "staging", "intermediate", "marts"]
Ernst = Literal["blokkeert", "waarschuwt"]

POORTEN: Mapping[str, int] = {"raw": 1, "staging": 2, "intermediate": 3, "marts": 4}
STANDAARDSLEUTEL = ("levering_id", "regel")
SEVERITY: Mapping[str, str] = {"blokkeert": "critical", "waarschuwt": "warning"}
MAP = Path(__file__).resolve().parents[2] / "expectations"

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")


class FouteSuite(ValueError):  # noqa: N818 (a Dutch domain word, and the caller reads it as a sentence)
    """A suite in `expectations/` breaks the rules above; the message says file, expectation and what to
    write."""


@dataclass(frozen=True)
class Verwachting:
    """One expectation of a suite, as it stands in the file.

    `soort` is the type Great Expectations knows it by, `kwargs` its arguments. `kolom` is the column it is
    about (several joined by ','), None when it is about the table. `sleutel` is empty when the file gives
    none: then levering_id and regel are used where the rows have them.
    """

    id: str
    soort: str
    kolom: str | None
    ernst: Ernst
    uitleg: str
    sleutel: tuple[str, ...]
    kwargs: Mapping[str, Any]


@dataclass(frozen=True)
class Suite:
    """One suite: everything expected of one table. `naam` is `<stage>.<tabel>`."""

    naam: str
    stage: Stage
    tabel: str
    verwachtingen: tuple[Verwachting, ...]


def lees_stage(stage: str) -> Stage:
    """The stage by its name; ValueError names the four that exist."""
    if stage not in POORTEN:
        raise ValueError(f"there is no stage '{stage}'; choose from {', '.join(POORTEN)}")
    return cast(Stage, stage)


def suites(stage: str, map_: Path = MAP) -> list[Suite]:
    """The suites of one stage, ordered by table.

    Raises FouteSuite for a file that breaks the rules, and for a stage without any suite: its gate would let
    everything through.
    """
    naam = lees_stage(stage)
    bestanden = sorted((map_ / naam).glob("*.json"))
    if not bestanden:
        raise FouteSuite(
            f"no suite in {map_.name}/{naam}: its gate would let everything through; restore them"
        )
    return [_lees(bestand, naam) for bestand in bestanden]


def controleer_suites(map_: Path = MAP, stages: Iterable[str] = tuple(POORTEN)) -> list[Suite]:
    """Every suite of the given stages, checked together; returns them in the order of the stages.

    Raises FouteSuite with all faults at once, one a line: unreadable file, missing or misspelt meta, an id
    that is used twice (outcomes are found back by id), a suite or a stage that expects nothing.
    """
    fouten: list[str] = []
    gevonden: list[Suite] = []
    for stage in stages:
        naam = lees_stage(stage)
        bestanden = sorted((map_ / naam).glob("*.json"))
        if not bestanden:
            fouten.append(f"no suite in {map_.name}/{naam}")
        for bestand in bestanden:
            try:
                gevonden.append(_lees(bestand, naam))
            except FouteSuite as fout:
                fouten.append(str(fout))
    if fouten:
        raise FouteSuite("\n".join(fouten))
    return gevonden


def _lees(bestand: Path, stage: Stage) -> Suite:
    plaats = f"{stage}/{bestand.name}"
    try:
        inhoud = json.loads(bestand.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fout:
        raise FouteSuite(f"{plaats} cannot be read as JSON: {fout}") from fout
    naam = f"{stage}.{bestand.stem}"
    if not isinstance(inhoud, dict) or inhoud.get("name") != naam:
        raise FouteSuite(f'{plaats} has to hold a suite with "name": "{naam}"')
    regels = inhoud.get("expectations")
    if not isinstance(regels, list) or not regels:
        raise FouteSuite(f"{plaats} expects nothing; write at least one expectation or remove the file")
    verwachtingen = tuple(_verwachting(regel, plaats, i, naam) for i, regel in enumerate(regels, start=1))
    ids = [v.id for v in verwachtingen]
    dubbel = sorted({i for i in ids if ids.count(i) > 1})
    if dubbel:
        raise FouteSuite(f"{plaats} uses the id {', '.join(dubbel)} more than once; ids are unique")
    return Suite(naam=naam, stage=stage, tabel=bestand.stem, verwachtingen=verwachtingen)


def _verwachting(regel: Any, plaats: str, nummer: int, suite: str) -> Verwachting:
    waar = f"{plaats}, expectation {nummer}"
    if not isinstance(regel, dict) or not isinstance(regel.get("type"), str):
        raise FouteSuite(f'{waar} has no "type"')
    meta = regel.get("meta")
    if not isinstance(meta, dict):
        raise FouteSuite(f'{waar} has no "meta"; it needs id, ernst and uitleg')
    naam = meta.get("id")
    if not isinstance(naam, str) or not _ID.fullmatch(naam) or not naam.startswith(f"{suite}."):
        raise FouteSuite(f'{waar}: meta.id is {naam!r}; write "{suite}.<what_is_expected>", lower case')
    ernst = meta.get("ernst")
    if not isinstance(ernst, str) or ernst not in SEVERITY:
        raise FouteSuite(f"{waar} ({naam}): meta.ernst is {ernst!r}; write 'blokkeert' or 'waarschuwt'")
    if regel.get("severity", SEVERITY[ernst]) != SEVERITY[ernst]:
        raise FouteSuite(
            f"{waar} ({naam}): severity contradicts ernst '{ernst}'; write \"{SEVERITY[ernst]}\""
        )
    uitleg = meta.get("uitleg")
    if not isinstance(uitleg, str) or not uitleg.strip():
        raise FouteSuite(f"{waar} ({naam}): meta.uitleg is missing; one Dutch sentence, with what to do")
    sleutel = meta.get("sleutel", [])
    if not isinstance(sleutel, list) or not all(isinstance(k, str) and k for k in sleutel):
        raise FouteSuite(f"{waar} ({naam}): meta.sleutel has to be a list of column names")
    kwargs = regel.get("kwargs", {})
    if not isinstance(kwargs, dict):
        raise FouteSuite(f"{waar} ({naam}): kwargs has to be an object")
    if regel["type"] == "unexpected_rows_expectation":
        _controleer_vraag(kwargs.get("unexpected_rows_query"), f"{waar} ({naam})")
    return Verwachting(
        id=naam,
        soort=regel["type"],
        kolom=_kolom(kwargs),
        ernst=cast(Ernst, ernst),
        uitleg=uitleg.strip(),
        sleutel=tuple(sleutel),
        kwargs=kwargs,
    )


def _controleer_vraag(vraag: Any, waar: str) -> None:
    """The query is a format string: {batch} is the table, every other brace has to be doubled."""
    try:
        velden = {veld for _, veld, _, _ in Formatter().parse(vraag) if veld is not None}
    except (TypeError, ValueError) as fout:
        raise FouteSuite(
            f"{waar}: unexpected_rows_query cannot be read ({fout}); double literal braces"
        ) from fout
    if velden != {"batch"}:
        raise FouteSuite(
            f"{waar}: unexpected_rows_query has to hold {{batch}} and no other field; double literal braces"
        )


def _kolom(kwargs: Mapping[str, Any]) -> str | None:
    if isinstance(kwargs.get("column"), str):
        return str(kwargs["column"])
    paar = [kwargs[k] for k in ("column_A", "column_B") if isinstance(kwargs.get(k), str)]
    lijst = kwargs.get("column_list")
    kolommen: Sequence[str] = paar or ([str(k) for k in lijst] if isinstance(lijst, list) else [])
    return ",".join(kolommen) or None
