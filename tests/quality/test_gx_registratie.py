"""The record of outcomes in the build database."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pytest

from pipelines.quality.registratie import lees, leg_vast, maak_tabel
from pipelines.quality.uitkomst import Uitkomst, feit, zin

UITKOMST = Uitkomst(
    poort=1,
    stage="raw",
    tabel="bvi_incidenten",
    suite="raw.bvi_incidenten",
    verwachting="raw.bvi_incidenten.sleutel_niet_leeg",
    soort="expect_column_values_to_not_be_null",
    kolom="incident_id",
    ernst="blokkeert",
    geslaagd=False,
    gecontroleerd=15947,
    afwijkend=12,
    voorbeelden=("dl1a2b:17", "dl1a2b:18"),
    waargenomen=None,
    uitleg="Elk incident heeft een nummer; vraag de leverancier om een nieuw extract.",
)
GESLAAGD = replace(
    UITKOMST,
    verwachting="raw.bvi_incidenten.gevuld",
    kolom=None,
    geslaagd=True,
    afwijkend=0,
    voorbeelden=(),
    waargenomen="15947",
)
ANDERE_TABEL = replace(UITKOMST, tabel="vm", suite="raw.vm", verwachting="raw.vm.sleutel_niet_leeg")
STAGING = replace(
    UITKOMST, poort=2, stage="staging", suite="staging.bvi", tabel="bvi", verwachting="staging.bvi.sleutel"
)


def test_what_is_written_is_read_back(con: duckdb.DuckDBPyConnection) -> None:
    leg_vast(con, "staging", [STAGING])
    leg_vast(con, "raw", [UITKOMST, GESLAAGD])
    assert lees(con) == [GESLAAGD, UITKOMST, STAGING]


def test_the_table_is_what_sql_readers_expect(con: duckdb.DuckDBPyConnection) -> None:
    leg_vast(con, "raw", [UITKOMST])
    kolommen = con.execute("DESCRIBE kwaliteit.uitkomst").fetchall()
    assert [(naam, soort) for naam, soort, *_ in kolommen] == [
        ("poort", "INTEGER"), ("stage", "VARCHAR"), ("tabel", "VARCHAR"), ("suite", "VARCHAR"),
        ("verwachting", "VARCHAR"), ("soort", "VARCHAR"), ("kolom", "VARCHAR"), ("ernst", "VARCHAR"),
        ("geslaagd", "BOOLEAN"), ("gecontroleerd", "BIGINT"), ("afwijkend", "BIGINT"),
        ("voorbeelden", "VARCHAR[]"), ("waargenomen", "VARCHAR"), ("uitleg", "VARCHAR"),
    ]  # fmt: skip
    assert con.execute("SELECT voorbeelden FROM kwaliteit.uitkomst").fetchone() == (
        ["dl1a2b:17", "dl1a2b:18"],
    )


def test_a_stage_replaces_only_itself(con: duckdb.DuckDBPyConnection) -> None:
    leg_vast(con, "raw", [UITKOMST, GESLAAGD, ANDERE_TABEL])
    leg_vast(con, "staging", [STAGING])
    leg_vast(con, "raw", [GESLAAGD])
    assert lees(con) == [GESLAAGD, STAGING]


def test_some_tables_replace_only_themselves(con: duckdb.DuckDBPyConnection) -> None:
    leg_vast(con, "raw", [UITKOMST, GESLAAGD, ANDERE_TABEL])
    leg_vast(con, "raw", [GESLAAGD], ["bvi_incidenten"])
    assert lees(con) == [GESLAAGD, ANDERE_TABEL]


def test_a_stage_without_outcomes_leaves_none(con: duckdb.DuckDBPyConnection) -> None:
    leg_vast(con, "raw", [UITKOMST])
    leg_vast(con, "raw", [])
    assert lees(con) == []


def test_an_outcome_of_another_stage_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ValueError, match="another stage"):
        leg_vast(con, "raw", [STAGING])


def test_what_cannot_be_written_leaves_the_record_as_it_was(con: duckdb.DuckDBPyConnection) -> None:
    leg_vast(con, "raw", [UITKOMST])
    with pytest.raises(duckdb.ConstraintException):
        leg_vast(con, "raw", [GESLAAGD, replace(GESLAAGD, uitleg=None)])  # type: ignore[arg-type]
    assert lees(con) == [UITKOMST]
    leg_vast(con, "raw", [GESLAAGD])  # and no transaction is left open
    assert lees(con) == [GESLAAGD]


def test_before_the_first_gate_there_is_nothing(con: duckdb.DuckDBPyConnection) -> None:
    assert lees(con) == []
    maak_tabel(con)
    assert lees(con) == []


def test_the_sentence_names_suite_expectation_rows_and_keys() -> None:
    assert zin(UITKOMST) == (
        "Gate 1 (raw) blocks: suite raw.bvi_incidenten, expectation sleutel_niet_leeg: "
        "12 of 15947 rows (dl1a2b:17, dl1a2b:18, …). "
        "Elk incident heeft een nummer; vraag de leverancier om een nieuw extract."
    )
    assert zin(replace(UITKOMST, afwijkend=2, ernst="waarschuwt")).startswith(
        "Gate 1 (raw) warns: suite raw.bvi_incidenten, expectation sleutel_niet_leeg: "
        "2 of 15947 rows (dl1a2b:17, dl1a2b:18). "
    )
    assert zin(replace(UITKOMST, voorbeelden=())).startswith(
        "Gate 1 (raw) blocks: suite raw.bvi_incidenten, expectation sleutel_niet_leeg: 12 of 15947 rows. "
    )
    assert zin(replace(GESLAAGD, waargenomen=None)).startswith(
        "Gate 1 (raw) passes: suite raw.bvi_incidenten, expectation gevuld: 15947 rows checked. "
    )


def test_the_fact_in_dutch() -> None:
    assert feit(UITKOMST) == "12 van 15947 rijen"
    assert feit(GESLAAGD) == "15947"
    assert feit(replace(GESLAAGD, waargenomen=None)) == ""
