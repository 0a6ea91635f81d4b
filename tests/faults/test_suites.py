"""What holds for every suite: people read the explanation, and a column that is misspelt guards nothing."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from voorbereiding import Gebouwd

from pipelines.quality.suites import Suite, Verwachting, controleer_suites
from pipelines.sources.contracten import contracten

SUITES = controleer_suites()
ALLE = [v for s in SUITES for v in s.verwachtingen]
# one of these joins what is expected to why it matters or what to do
_REDEN = re.compile(r"\b(anders|want|dus|zonder|zo niet|zo wel|dan)\b")
_KOLOMMEN = ("column", "column_A", "column_B")


def test_ids_are_unique() -> None:
    assert {naam: n for naam, n in Counter(v.id for v in ALLE).items() if n > 1} == {}


def test_ernst_is_known_and_both_occur_at_every_gate() -> None:
    assert {(s.stage, v.ernst) for s in SUITES for v in s.verwachtingen} == {
        (stage, ernst)
        for stage in ("raw", "staging", "intermediate", "marts")
        for ernst in ("blokkeert", "waarschuwt")
    }


@pytest.mark.parametrize("verwachting", ALLE, ids=lambda v: v.id)
def test_the_explanation_is_one_dutch_sentence(verwachting: Verwachting) -> None:
    zin = verwachting.uitleg
    assert zin[0].isupper() and zin.endswith(".") and not zin.endswith("..")
    assert not re.search(r"[.!?] [A-Z]", zin), "more than one sentence"
    assert 40 <= len(zin) <= 320
    assert _REDEN.search(zin), "says what is expected, not why or what to do"


@pytest.mark.parametrize("suite", SUITES, ids=lambda s: s.naam)
def test_every_column_exists(suite: Suite, gebouwd: dict[str, Gebouwd]) -> None:
    con = gebouwd["openbaar"].con
    kolommen = {
        naam
        for (naam,) in con.execute(
            "select column_name from duckdb_columns() where schema_name = ? and table_name = ?",
            [suite.stage, suite.tabel],
        ).fetchall()
    }
    for v in suite.verwachtingen:
        vraag: Any = v.kwargs.get("unexpected_rows_query")
        if vraag is None:
            assert {v.kwargs[k] for k in _KOLOMMEN if k in v.kwargs} <= kolommen, v.id
            assert set(v.sleutel) <= kolommen, v.id
            continue
        # Great Expectations gives the batch an alias of its own, unless the query joins
        alias = "" if re.search(r"\bjoin\b", vraag, re.IGNORECASE) else " as batch"
        batch = f"(select * from {suite.stage}.{suite.tabel}){alias}"
        uit = {rij[0] for rij in con.execute(f"describe {vraag.format(batch=batch)}").fetchall()}
        assert set(v.sleutel) <= uit, v.id
        assert v.sleutel or uit >= {"levering_id", "regel"}, f"{v.id} names no row"


def test_every_table_that_is_published_or_feeds_one_has_a_suite(gebouwd: dict[str, Gebouwd]) -> None:
    con = gebouwd["openbaar"].con
    zonder = {"marts.datakwaliteit", "intermediate.int_meting_phi", "intermediate.int_herkomst_rij"}
    tabellen = {
        f"{schema}.{naam}"
        for schema, naam in con.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_schema in ('staging', 'intermediate', 'marts')"
        ).fetchall()
    }
    ruw = {f"raw.{naam}" for naam in (*contracten(), "leveringen")}
    assert {s.naam for s in SUITES} == (tabellen | ruw) - zonder
