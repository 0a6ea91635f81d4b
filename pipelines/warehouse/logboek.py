"""The log book: which files were seen and what became of them, which runs ran and how they ended.

Its own small DuckDB file, outside publications, opened for a moment at a time so that `status` can read it.
Wall-clock time lives here and nowhere else.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.sources.levering import Dekking, Levering
from pipelines.sources.meting import Meting
from pipelines.sources.vorm import Vorm
from pipelines.warehouse.slot import Bezet

Uitslag = Literal["aanvaard", "geweigerd", "gemengd"]

_GEDULD = 3.0  # seconds; writers hold the log book for milliseconds
_TABELLEN = """
create table if not exists bestand (
    pad varchar primary key, omvang bigint, mtime_ns bigint, inode bigint, briefje_mtime_ns bigint,
    bron_code varchar, uitslag varchar, bron varchar, melding varchar, levering varchar, sha256 varchar,
    regels bigint, codering varchar, gezien_op timestamp, vorm varchar);
alter table bestand add column if not exists vorm varchar;
create table if not exists run (
    run_id varchar primary key, begonnen timestamp, beeindigd timestamp, uitkomst varchar, code integer,
    peildatum date, publicatie_id varchar, melding varchar);
create table if not exists stap (run_id varchar, stap varchar, rijen bigint, seconden double, op timestamp);
create table if not exists poort (
    run_id varchar, poort integer, suite varchar, verwachting varchar, ernst varchar, geslaagd boolean,
    afwijkend bigint);
"""

# types of the columns of table bestand, in their order
_SOORTEN = ("varchar", *["bigint"] * 4, *["varchar"] * 6, "bigint", "varchar", "timestamp", "varchar")


@dataclass(frozen=True)
class Gezien:
    """A file in data/raw as the log book knows it."""

    pad: str
    kenmerk: tuple[int, int, int, int]  # size, mtime, inode, mtime of the note beside it
    bron_code: str
    uitslag: Uitslag
    bron: str | None
    melding: str | None
    levering: Levering | None
    meting: Meting | None


@contextmanager
def open_logboek(pad: Path, *, lezen: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Connection to the log book for the length of the block; waits a moment when another process has it.

    Raises:
        Bezet: another process keeps it open.
    """
    if not lezen:
        pad.parent.mkdir(parents=True, exist_ok=True)
    con = _verbind(pad, lezen)
    try:
        if not lezen:
            con.execute(_TABELLEN)
        yield con
    finally:
        con.close()


def _verbind(pad: Path, lezen: bool) -> duckdb.DuckDBPyConnection:
    einde = time.monotonic() + _GEDULD
    while True:
        try:
            return duckdb.connect(str(pad), read_only=lezen)
        except duckdb.IOException as fout:
            if "lock" not in str(fout).lower():
                raise
            if time.monotonic() > einde:
                raise Bezet(
                    f"Another process keeps {pad.name} of {pad.parent.name} open; close it and try again."
                ) from None
            time.sleep(0.05)


def gezien(pad: Path) -> dict[str, Gezien]:
    """Files seen before, by path under the collection's folder."""
    if not pad.exists():
        return {}
    with open_logboek(pad, lezen=True) as con:
        if not con.execute(
            "from duckdb_columns() where table_name = 'bestand' and column_name = 'vorm'"
        ).fetchall():
            return {}  # kept by code that did not know of shapes: every file is looked at again
        rijen = con.execute(
            """select pad, omvang, mtime_ns, inode, briefje_mtime_ns, bron_code, uitslag, bron, melding,
            levering, sha256, regels, codering, vorm from bestand"""
        ).fetchall()
    return {r[0]: _gezien(r) for r in rijen}


def bewaar(pad: Path, bestanden: Iterable[Gezien], weg: Iterable[str]) -> None:
    """Replace what is known of these files, and forget the paths in `weg`."""
    rijen = [
        (
            g.pad,
            *g.kenmerk,
            g.bron_code,
            g.uitslag,
            g.bron,
            g.melding,
            g.levering.vingerafdruk if g.levering else None,
            g.meting.sha256 if g.meting else None,
            g.meting.regels if g.meting else None,
            g.meting.codering if g.meting else None,
            datetime.now(),
            g.meting.vorm.als_tekst() if g.meting and g.meting.vorm else None,
        )
        for g in bestanden
    ]
    paden = list(weg)
    if not rijen and not paden:
        return
    with open_logboek(pad) as con:
        con.execute("begin")
        if paden:
            con.execute("delete from bestand where pad in (select unnest(?))", [paden])
        if rijen:
            # one statement with a list per column: a statement per file takes 3 ms each
            kolommen = ", ".join(f"unnest(?::{soort}[])" for soort in _SOORTEN)
            con.execute(
                f"insert or replace into bestand select {kolommen}", list(map(list, zip(*rijen, strict=True)))
            )
        con.execute("commit")


def schrijf_run(pad: Path, run_id: str, velden: dict[str, Any]) -> None:
    """Note the beginning or the end of a run; `velden` are columns of table run."""
    with open_logboek(pad) as con:
        con.execute("insert or ignore into run (run_id) values (?)", [run_id])
        if velden:
            zetten = ", ".join(f"{k} = ?" for k in velden)
            con.execute(f"update run set {zetten} where run_id = ?", [*velden.values(), run_id])


def schrijf_stappen(pad: Path, run_id: str, stappen: Iterable[tuple[str, int, float]]) -> None:
    """Note rows and seconds of each stage of a run."""
    rijen = [(run_id, naam, rijen, seconden, datetime.now()) for naam, rijen, seconden in stappen]
    if rijen:
        with open_logboek(pad) as con:
            con.executemany("insert into stap values (?, ?, ?, ?, ?)", rijen)


def schrijf_poorten(pad: Path, run_id: str, mislukt: Iterable[tuple[int, str, str, str, bool, int]]) -> None:
    """Note expectations that failed: gate, suite, expectation, blokkeert or waarschuwt, passed, rows."""
    rijen = [(run_id, *rij) for rij in mislukt]
    if rijen:
        with open_logboek(pad) as con:
            con.executemany("insert into poort values (?, ?, ?, ?, ?, ?, ?)", rijen)


def laatste_stappen(pad: Path) -> dict[str, float]:
    """Seconds per stage of the last run that published, sources taken together as 'opslag'."""
    if not pad.exists():
        return {}
    with open_logboek(pad, lezen=True) as con:
        rijen = con.execute(
            """select
                case when starts_with(stap, 'opslag ') then 'opslag' else stap end as groep, sum(seconden)
            from stap
            where run_id = (
                select run_id from run where uitkomst = 'published' order by begonnen desc limit 1
            )
            group by groep"""
        ).fetchall()
    return {str(naam): float(seconden) for naam, seconden in rijen}


def _gezien(r: tuple[Any, ...]) -> Gezien:
    levering = _levering(r[9], r[0]) if r[9] else None
    vorm = Vorm.uit_tekst(r[13]) if r[13] else None
    meting = Meting(r[10], r[1], r[11], r[12], vorm) if r[10] else None
    return Gezien(r[0], (r[1], r[2], r[3], r[4]), r[5], r[6], r[7], r[8], levering, meting)


def _levering(tekst: str, bestand: str) -> Levering:
    v = json.loads(tekst)
    d = v["dekking"]
    return Levering(
        bron=v["bron"],
        bestand=bestand,
        sha256=v["sha256"],
        peilmoment=datetime.fromisoformat(v["peilmoment"]),
        soort=v["soort"],
        dekking=Dekking(
            codes=_tuple(d["codes"]),
            gebieden=_tuple(d["gebieden"]),
            datumveld=d["datumveld"],
            van=_dag(d["van"]),
            tot=_dag(d["tot"]),
        ),
        fictief=v["fictief"],
        indeling_jaar=v["indeling_jaar"],
    )


def _tuple(waarde: list[str] | None) -> tuple[str, ...] | None:
    return None if waarde is None else tuple(waarde)


def _dag(waarde: str | None) -> date | None:
    return None if waarde is None else date.fromisoformat(waarde)
