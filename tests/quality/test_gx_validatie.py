"""Running suites: every field of an outcome, on tables small enough to count by hand."""

from __future__ import annotations

import gc
import json
import logging
from collections.abc import Callable
from dataclasses import astuple
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.quality.suites import FouteSuite
from pipelines.quality.uitkomst import Uitkomst, blokkades, feit, zin
from pipelines.quality.validation import OpenTransactie, _maat, valideer

SchrijfSuite = Callable[..., Path]
GEHEIM = "Kerkstraat 17"

TABEL = """
    CREATE TABLE raw.bvi AS SELECT * FROM (VALUES
        ('dl1', 2,  'a', 'A20', 5,   TIMESTAMP '2014-01-01 10:00', TIMESTAMP '2014-01-01 11:00'),
        ('dl1', 10, 'b', 'A20', 15,  TIMESTAMP '2014-01-02 10:00', TIMESTAMP '2014-01-02 09:00'),
        ('dl1', 3,  'b', 'A30', 25,  TIMESTAMP '2014-01-03 10:00', NULL),
        ('dl0', 9,  NULL, 'A30', 35, TIMESTAMP '2014-01-04 10:00', TIMESTAMP '2014-01-04 10:00'),
        ('dl0', 4,  NULL, 'ZZ',  45, TIMESTAMP '2014-01-05 10:00', TIMESTAMP '2014-01-01 10:00'),
        ('dl0', 5,  'c', 'B20', NULL, TIMESTAMP '2014-01-06 10:00', TIMESTAMP '2014-01-07 10:00')
    ) AS t(levering_id, regel, incident_id, mk_code, x, begin, eind)
"""
NIET_LEEG = ("niet_leeg", "expect_column_values_to_not_be_null", {"column": "incident_id"})


def _een(uitkomsten: list[Uitkomst]) -> Uitkomst:
    (uitkomst,) = uitkomsten
    return uitkomst


def test_every_field_of_a_failed_expectation(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    schrijf_suite("raw", "bvi", NIET_LEEG)
    assert valideer(con, "raw", map_=map_) == [
        Uitkomst(
            poort=1,
            stage="raw",
            tabel="bvi",
            suite="raw.bvi",
            verwachting="raw.bvi.niet_leeg",
            soort="expect_column_values_to_not_be_null",
            kolom="incident_id",
            ernst="blokkeert",
            geslaagd=False,
            gecontroleerd=6,
            afwijkend=2,
            voorbeelden=("dl0:4", "dl0:9"),
            waargenomen=None,
            uitleg="Uitleg niet_leeg.",
        )
    ]


@pytest.mark.parametrize(("stage", "poort"), [("raw", 1), ("staging", 2), ("intermediate", 3), ("marts", 4)])
def test_the_gate_follows_the_stage(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path, stage: str, poort: int
) -> None:
    con.execute(f"CREATE SCHEMA IF NOT EXISTS {stage}; CREATE TABLE {stage}.t AS SELECT 1 AS incident_id")
    schrijf_suite(stage, "t", NIET_LEEG)
    uitkomst = _een(valideer(con, stage, map_=map_))
    assert (uitkomst.poort, uitkomst.stage, uitkomst.geslaagd) == (poort, stage, True)


KLEIN = {"row_condition": 'col("regel") < 9', "condition_parser": "great_expectations"}
KLEINER = {"row_condition": 'col("regel") < 10', "condition_parser": "great_expectations"}
PAAR = {"column_A": "eind", "column_B": "begin", "or_equal": True, "ignore_row_if": "either_value_is_missing"}
PATROON = "SELECT * FROM {batch} WHERE NOT regexp_matches(mk_code, '^[A-Z][0-9]{{2}}$')"
GROEP = "SELECT mk_code FROM {batch} GROUP BY mk_code HAVING count(*) > 1"


@pytest.mark.parametrize(
    ("soort", "kwargs", "verwacht"),  # kolom, afwijkend, gecontroleerd, voorbeelden: counted by hand in TABEL
    [
        (
            "expect_column_values_to_be_unique",
            {"column": "incident_id"},
            ("incident_id", 2, 6, ("dl1:3", "dl1:10")),
        ),
        (
            "expect_compound_columns_to_be_unique",
            {"column_list": ["incident_id", "levering_id"]},
            ("incident_id,levering_id", 2, 6, ("dl1:3", "dl1:10")),
        ),
        (
            "expect_column_values_to_be_in_set",
            {"column": "mk_code", "value_set": ["A20", "A30", "B20"]},
            ("mk_code", 1, 6, ("dl0:4",)),
        ),
        (
            "expect_column_values_to_be_between",
            {"column": "x", "min_value": 10, "max_value": 30},
            ("x", 3, 6, ("dl0:4", "dl0:9", "dl1:2")),
        ),
        (
            "expect_column_pair_values_a_to_be_greater_than_b",
            PAAR,
            ("eind,begin", 2, 6, ("dl0:4", "dl1:10")),
        ),
        (
            "expect_select_column_values_to_be_unique_within_record",
            {"column_list": ["begin", "eind"]},
            ("begin,eind", 1, 6, ("dl0:9",)),
        ),
        # only the rows of the condition count, among the examples too
        (
            "expect_column_values_to_not_be_null",
            {"column": "incident_id", **KLEIN},
            ("incident_id", 1, 4, ("dl0:4",)),
        ),
        (
            "expect_column_values_to_be_unique",
            {"column": "incident_id", **KLEINER},
            ("incident_id", 0, 5, ()),
        ),
        ("unexpected_rows_expectation", {"unexpected_rows_query": PATROON}, (None, 1, 6, ("dl0:4",))),
        # a query that does not return the keys has rows, but no examples
        ("unexpected_rows_expectation", {"unexpected_rows_query": GROEP}, (None, 2, 6, ())),
    ],
)
def test_rows_are_counted_and_named(
    con: duckdb.DuckDBPyConnection,
    schrijf_suite: SchrijfSuite,
    map_: Path,
    soort: str,
    kwargs: dict[str, Any],
    verwacht: tuple[str | None, int, int, tuple[str, ...]],
) -> None:
    con.execute(TABEL)
    schrijf_suite("raw", "bvi", ("regel", soort, kwargs))
    uitkomst = _een(valideer(con, "raw", map_=map_))
    gevonden = (uitkomst.kolom, uitkomst.afwijkend, uitkomst.gecontroleerd, uitkomst.voorbeelden)
    assert gevonden == verwacht
    assert uitkomst.geslaagd is (uitkomst.afwijkend == 0)
    assert uitkomst.waargenomen is None


@pytest.mark.parametrize(
    ("soort", "kwargs", "geslaagd", "waargenomen"),
    [
        ("expect_table_row_count_to_be_between", {"min_value": 1, "max_value": 5}, False, "6"),
        ("expect_table_row_count_to_be_between", {"min_value": 1, "max_value": 6}, True, "6"),
        (
            "expect_table_columns_to_match_set",
            {"column_set": ["levering_id", "regel", "incident_id", "mk_code", "x", "begin", "einde"]},
            False,
            "ontbreekt: einde; niet verwacht: eind",
        ),
        ("expect_column_to_exist", {"column": "eind"}, True, None),
        ("expect_column_to_exist", {"column": "einde"}, False, "die kolom is er niet of staat elders"),
        ("expect_column_values_to_be_of_type", {"column": "x", "type_": "VARCHAR"}, False, "INTEGER"),
        ("expect_column_max_to_be_between", {"column": "x", "max_value": 40}, False, "45"),
        ("expect_column_mean_to_be_between", {"column": "x", "max_value": 20}, False, "25"),
        ("expect_column_unique_value_count_to_be_between", {"column": "mk_code", "max_value": 3}, False, "4"),
        (
            "expect_column_distinct_values_to_be_in_set",
            {"column": "mk_code", "value_set": ["A20", "A30"]},
            False,
            "2 verschillende waarden niet verwacht",
        ),
    ],
)
def test_what_is_about_the_table_tells_what_it_saw(
    con: duckdb.DuckDBPyConnection,
    schrijf_suite: SchrijfSuite,
    map_: Path,
    soort: str,
    kwargs: dict[str, Any],
    geslaagd: bool,
    waargenomen: str | None,
) -> None:
    con.execute(TABEL)
    schrijf_suite("raw", "bvi", ("regel", soort, kwargs))
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert (uitkomst.geslaagd, uitkomst.waargenomen) == (geslaagd, waargenomen)
    assert (uitkomst.afwijkend, uitkomst.gecontroleerd, uitkomst.voorbeelden) == (0, 6, ())


@pytest.mark.parametrize(
    ("soort", "kwargs"),
    [
        ("expect_column_values_to_not_be_null", {"column": "waarde"}),
        ("expect_column_values_to_be_unique", {"column": "dubbel"}),
        ("expect_compound_columns_to_be_unique", {"column_list": ["dubbel", "levering_id"]}),
        (
            "unexpected_rows_expectation",
            {"unexpected_rows_query": "SELECT * FROM {batch} WHERE waarde IS NULL"},
        ),
    ],
)
def test_more_than_two_hundred_are_counted_exactly_and_twenty_shown(
    con: duckdb.DuckDBPyConnection,
    schrijf_suite: SchrijfSuite,
    map_: Path,
    soort: str,
    kwargs: dict[str, Any],
) -> None:
    # 1234 odd rows, in an order that is not the order of the keys
    con.execute("""
        CREATE TABLE raw.t AS
        SELECT 'dl1' AS levering_id, 1500 - i AS regel, CASE WHEN i >= 266 THEN NULL ELSE i END AS waarde,
               CASE WHEN i >= 266 THEN -1 ELSE i END AS dubbel
        FROM range(1500) r(i) ORDER BY hash(i)
    """)
    schrijf_suite("raw", "t", ("regel", soort, kwargs))
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert (uitkomst.afwijkend, uitkomst.gecontroleerd) == (1234, 1500)
    assert uitkomst.voorbeelden == tuple(f"dl1:{regel}" for regel in range(1, 21))


def test_a_key_is_shown_once(con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path) -> None:
    con.execute("CREATE TABLE raw.t AS SELECT 'dl1' AS levering_id, i % 2 AS regel FROM range(6) r(i)")
    vraag = {"unexpected_rows_query": "SELECT * FROM {batch} ORDER BY regel DESC"}
    paren = {"column": "regel", "value_set": [9]}
    schrijf_suite(
        "raw",
        "t",
        ("a", "unexpected_rows_expectation", vraag),
        ("b", "expect_column_values_to_be_in_set", paren),
    )
    for uitkomst in valideer(con, "raw", map_=map_):
        assert (uitkomst.afwijkend, uitkomst.voorbeelden) == (6, ("dl1:0", "dl1:1"))


def test_the_expectation_may_name_its_own_key(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute("""
        CREATE TABLE marts.indicatoren AS SELECT * FROM (VALUES
            ('GM0202', DATE '2018-01-01', -1), ('GM0150', NULL, -2), ('GM0150', DATE '2017-01-01', -3),
            ('GM0202', DATE '2017-01-01', 4)) t(gebied_code, maand, aantal)
    """)
    regels = (
        ("a", "expect_column_values_to_be_between", {"column": "aantal", "min_value": 0}),
        (
            "b",
            "unexpected_rows_expectation",
            {"unexpected_rows_query": "SELECT * FROM {batch} WHERE aantal < 0"},
        ),
    )
    schrijf_suite("marts", "indicatoren", *regels, sleutel=["gebied_code", "maand"])
    for uitkomst in valideer(con, "marts", map_=map_):
        assert uitkomst.voorbeelden == ("GM0150:2017-01-01", "GM0150:leeg", "GM0202:2018-01-01")


def test_a_table_without_those_columns_has_no_examples(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute("CREATE TABLE marts.t AS SELECT NULL::INTEGER AS incident_id")
    schrijf_suite("marts", "t", NIET_LEEG)
    uitkomst = _een(valideer(con, "marts", map_=map_))
    assert (uitkomst.afwijkend, uitkomst.voorbeelden) == (1, ())


@pytest.mark.parametrize(
    "regel",
    [
        ("a", "expect_column_values_to_not_be_null", {"column": "levering_id"}),
        ("a", "unexpected_rows_expectation", {"unexpected_rows_query": "SELECT * FROM {batch} WHERE false"}),
    ],
)
def test_a_key_that_does_not_exist_fails_even_when_nothing_is_wrong(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path, regel: Any
) -> None:
    con.execute(TABEL)
    schrijf_suite("raw", "bvi", regel, ernst="waarschuwt", sleutel=["kenmerk"])
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert (uitkomst.geslaagd, uitkomst.ernst) == (False, "blokkeert")
    assert uitkomst.waargenomen == "fout: key column kenmerk does not exist"


def test_mostly_passes_and_still_tells_what_was_odd(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    kwargs = {"column": "incident_id", "mostly": 0.5}
    schrijf_suite("raw", "bvi", ("meestal", "expect_column_values_to_not_be_null", kwargs))
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert (uitkomst.geslaagd, uitkomst.afwijkend, uitkomst.voorbeelden) == (True, 2, ("dl0:4", "dl0:9"))


def test_a_warning_does_not_block(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    schrijf_suite("raw", "bvi", NIET_LEEG, ernst="waarschuwt")
    uitkomsten = valideer(con, "raw", map_=map_)
    assert not uitkomsten[0].geslaagd
    assert blokkades(uitkomsten) == []


@pytest.mark.parametrize(
    ("soort", "kwargs", "zegt"),
    [
        (
            "expect_column_values_to_not_be_null",
            {"column": "weg"},
            'The column "weg" in BatchData does not exist',
        ),
        ("expect_column_values_to_be_leuk", {"column": "x"}, "expect_column_values_to_be_leuk not found"),
        ("expect_column_values_to_not_be_null", {"kolom": "x"}, "extra fields not permitted"),
        (
            "expect_column_values_to_match_regex",
            {"column": "mk_code", "regex": "^A"},
            "not supported for dialect",
        ),
        (
            "unexpected_rows_expectation",
            {"unexpected_rows_query": "SELECT * FROM {batch} WHERE wegg = 1"},
            'Referenced column "wegg" not found',
        ),
        (
            "unexpected_rows_expectation",
            {"unexpected_rows_query": "SELECT * FROM {batch} JOIN raw.weg USING (regel)"},
            "weg does not exist",
        ),
        (
            "unexpected_rows_expectation",
            {"unexpected_rows_query": "SELECT * FROM {batch} WHERE CAST(adres AS INTEGER) > 0"},
            "Conversion Error op de gegevens (waarde weggelaten)",
        ),
        (
            "unexpected_rows_expectation",
            {"unexpected_rows_query": "SELECT * FROM {batch} WHERE error(adres)"},
            "Invalid Input Error op de gegevens (waarde weggelaten)",
        ),
        (
            "expect_column_values_to_be_between",
            {"column": "adres", "min_value": 0},
            "cannot be computed on column of type VARCHAR",
        ),
        (  # this one is counted in one statement with the others
            "expect_column_sum_to_be_between",
            {"column": "adres", "max_value": 0},
            "No function matches the given name and argument types 'sum(VARCHAR)'",
        ),
    ],
)
def test_what_cannot_be_evaluated_blocks_and_takes_nothing_with_it(
    con: duckdb.DuckDBPyConnection,
    schrijf_suite: SchrijfSuite,
    map_: Path,
    soort: str,
    kwargs: dict[str, Any],
    zegt: str,
) -> None:
    con.execute(TABEL)
    con.execute(f"ALTER TABLE raw.bvi ADD COLUMN adres VARCHAR DEFAULT '{GEHEIM}'")
    goed = ("goed", "expect_column_values_to_not_be_null", {"column": "levering_id"})
    groot = ("groot", "expect_column_max_to_be_between", {"column": "x", "max_value": 99})
    schrijf_suite("raw", "bvi", goed, ("stuk", soort, kwargs), groot, NIET_LEEG, ernst="waarschuwt")
    uitkomsten = valideer(con, "raw", map_=map_)
    assert [u.verwachting.rpartition(".")[2] for u in uitkomsten] == ["goed", "stuk", "groot", "niet_leeg"]
    assert [u.geslaagd for u in uitkomsten] == [True, False, True, False]
    assert [u.ernst for u in uitkomsten] == ["waarschuwt", "blokkeert", "waarschuwt", "waarschuwt"]
    stuk = uitkomsten[1]
    assert stuk.waargenomen is not None
    assert stuk.waargenomen.startswith("fout: ")
    assert zegt in stuk.waargenomen
    assert (stuk.afwijkend, stuk.voorbeelden) == (0, ())
    assert all(GEHEIM not in str(astuple(u)) for u in uitkomsten)


def test_two_that_fail_alike_are_both_told(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    """Great Expectations holds expectations of one type and argument for equal, whatever their id."""
    con.execute(TABEL)
    weg = {"column": "weg"}
    schrijf_suite(
        "raw",
        "bvi",
        ("a", "expect_column_values_to_not_be_null", weg),
        ("b", "expect_column_values_to_not_be_null", weg),
        ("c", *NIET_LEEG[1:]),
        ("d", *NIET_LEEG[1:]),
    )
    uitkomsten = valideer(con, "raw", map_=map_)
    assert [(u.geslaagd, u.afwijkend, u.waargenomen is None) for u in uitkomsten] == [
        (False, 0, False), (False, 0, False), (False, 2, True), (False, 2, True),
    ]  # fmt: skip


def test_each_tells_its_own_error(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    """Great Expectations counts them in one statement, and gives all that fail the error of the last."""
    con.execute(TABEL)
    schrijf_suite(
        "raw",
        "bvi",
        ("a", "expect_column_sum_to_be_between", {"column": "mk_code", "max_value": 0}),
        ("b", "expect_column_mean_to_be_between", {"column": "mk_code", "max_value": 0}),
    )
    som, gemiddelde = valideer(con, "raw", map_=map_)
    assert "'sum(VARCHAR)'" in str(som.waargenomen)
    assert "'*(DOUBLE, VARCHAR)'" in str(gemiddelde.waargenomen)  # GX multiplies by 1.0 before it averages


def test_a_result_that_stays_out_blocks(
    con: duckdb.DuckDBPyConnection,
    schrijf_suite: SchrijfSuite,
    map_: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from great_expectations.validator.validator import Validator

    con.execute(TABEL)
    schrijf_suite("raw", "bvi", NIET_LEEG)
    monkeypatch.setattr(Validator, "graph_validate", lambda *_, **__: [])
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert uitkomst.blokkeert
    assert uitkomst.waargenomen == "fout: Great Expectations gave no result"


def test_a_missing_table_blocks_every_expectation(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute("CREATE TABLE staging.bvi AS SELECT 'a' AS incident_id")  # the same name elsewhere is no help
    schrijf_suite("raw", "bvi", NIET_LEEG, ("vol", "expect_table_row_count_to_be_between", {"min_value": 0}))
    uitkomsten = valideer(con, "raw", map_=map_)
    assert [u.waargenomen for u in uitkomsten] == ["fout: table raw.bvi does not exist"] * 2
    assert len(blokkades(uitkomsten)) == 2


def test_a_view_over_nothing_blocks(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(f"CREATE TABLE staging.bron AS SELECT '{GEHEIM}' AS incident_id")
    con.execute("CREATE VIEW raw.bvi AS SELECT * FROM staging.bron; DROP TABLE staging.bron")
    schrijf_suite("raw", "bvi", NIET_LEEG)
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert uitkomst.blokkeert
    assert uitkomst.waargenomen is not None
    assert uitkomst.waargenomen.startswith("fout: raw.bvi cannot be read: ")
    assert GEHEIM not in uitkomst.waargenomen


def test_tables_of_one_name_in_two_schemas_are_kept_apart(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    con.execute("CREATE TABLE staging.bvi AS SELECT 'dl9' AS levering_id, 1 AS regel, NULL AS pseudoniem")
    kolom = ("niet_leeg", "expect_column_values_to_not_be_null", {"column": "pseudoniem"})
    schrijf_suite("raw", "bvi", NIET_LEEG)
    schrijf_suite("staging", "bvi", kolom)
    assert _een(valideer(con, "raw", map_=map_)).voorbeelden == ("dl0:4", "dl0:9")
    assert _een(valideer(con, "staging", map_=map_)).voorbeelden == ("dl9:1",)


def test_a_view_is_checked_like_a_table(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL.replace("raw.bvi", "staging.alles"))
    con.execute("CREATE VIEW raw.bvi AS SELECT * FROM staging.alles WHERE regel < 9")
    schrijf_suite("raw", "bvi", NIET_LEEG)
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert (uitkomst.gecontroleerd, uitkomst.afwijkend, uitkomst.voorbeelden) == (4, 1, ("dl0:4",))


def test_an_empty_table_passes_what_is_about_rows(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    con.execute("DELETE FROM raw.bvi")
    schrijf_suite("raw", "bvi", NIET_LEEG)
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert (uitkomst.geslaagd, uitkomst.gecontroleerd, uitkomst.afwijkend) == (True, 0, 0)


def test_some_tables_of_a_stage(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    schrijf_suite("raw", "bvi", NIET_LEEG)
    schrijf_suite("raw", "anders", NIET_LEEG)
    assert [u.tabel for u in valideer(con, "raw", ["bvi"], map_)] == ["bvi"]
    assert valideer(con, "raw", [], map_) == []
    with pytest.raises(FouteSuite, match=r"no suite for raw\.nieuw"):
        valideer(con, "raw", ["bvi", "nieuw"], map_)


def test_uncommitted_work_is_refused_and_committed_work_is_seen(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    schrijf_suite("raw", "bvi", NIET_LEEG)
    con.execute("BEGIN; DELETE FROM raw.bvi WHERE incident_id IS NULL")
    with pytest.raises(OpenTransactie, match="commit it before the gate runs"):
        valideer(con, "raw", map_=map_)
    con.execute("COMMIT")
    assert _een(valideer(con, "raw", map_=map_)).geslaagd


def test_every_connection_that_was_lent_is_given_back(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    from pipelines.quality.dialect import _Verbinding

    def is_open(verbinding: _Verbinding) -> bool:
        try:
            return verbinding.cursor().execute("SELECT 1") is None
        except duckdb.ConnectionException:
            return False

    con.execute(TABEL)
    schrijf_suite("raw", "bvi", NIET_LEEG)
    valideer(con, "raw", map_=map_)
    assert [v for v in gc.get_objects() if isinstance(v, _Verbinding) and is_open(v)] == []


def test_the_connection_stays_usable_and_lets_go_of_its_file(
    tmp_path: Path, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    pad = str(tmp_path / "bouw.duckdb")
    con = duckdb.connect(pad)
    con.execute("CREATE SCHEMA raw")
    con.execute(TABEL)
    stuk = (
        "stuk",
        "unexpected_rows_expectation",
        {"unexpected_rows_query": "SELECT * FROM {batch} WHERE weg"},
    )
    schrijf_suite("raw", "bvi", NIET_LEEG, stuk)
    valideer(con, "raw", map_=map_)
    con.execute("BEGIN; INSERT INTO raw.bvi BY NAME SELECT 'dl2' AS levering_id; COMMIT")
    assert con.execute("SELECT count(*) FROM raw.bvi").fetchone() == (7,)
    con.close()
    # DuckDB refuses another configuration while anything still holds the file
    with duckdb.connect(pad, read_only=True) as lezer:
        assert lezer.execute("SELECT count(*) FROM raw.bvi").fetchone() == (7,)


def test_a_run_leaves_no_trace(
    con: duckdb.DuckDBPyConnection,
    schrijf_suite: SchrijfSuite,
    map_: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing printed, logged or written, and the tables as they were."""
    con.execute(TABEL)
    con.execute(f"ALTER TABLE raw.bvi ADD COLUMN adres VARCHAR DEFAULT '{GEHEIM}'")
    stuk = {"unexpected_rows_query": "SELECT * FROM {batch} WHERE CAST(adres AS INTEGER) > 0"}
    schrijf_suite("raw", "bvi", NIET_LEEG, ("stuk", "unexpected_rows_expectation", stuk))
    werkmap = tmp_path / "werk"
    werkmap.mkdir()
    monkeypatch.chdir(werkmap)
    tabellen = "SELECT schema_name, table_name FROM duckdb_tables() ORDER BY ALL"
    vooraf = con.execute(tabellen).fetchall()
    with caplog.at_level(logging.DEBUG):
        valideer(con, "raw", map_=map_)
    uit = capfd.readouterr()
    assert (uit.out, uit.err) == ("", "")
    assert [r for r in caplog.records if r.name.startswith("great_expectations")] == []
    assert list(werkmap.iterdir()) == []
    assert sorted(p.name for p in map_.rglob("*") if p.is_file()) == ["bvi.json"]
    assert (
        con.execute("SELECT schema_name, table_name FROM duckdb_tables() ORDER BY ALL").fetchall() == vooraf
    )


def test_no_value_of_a_row_is_asked_for(
    con: duckdb.DuckDBPyConnection,
    schrijf_suite: SchrijfSuite,
    map_: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not even Great Expectations' own result holds one."""
    from pipelines.quality import validation

    gezien: list[str] = []
    echt = validation._evalueer

    def kijk_mee(validator: Any, configuraties: list[Any]) -> dict[str, Any]:
        gevonden = echt(validator, configuraties)
        gezien.extend(str(r.to_json_dict()["result"]) for r in gevonden.values())
        return gevonden

    monkeypatch.setattr(validation, "_evalueer", kijk_mee)
    con.execute(TABEL)
    con.execute(f"ALTER TABLE raw.bvi ADD COLUMN adres VARCHAR DEFAULT '{GEHEIM}'")
    schrijf_suite(
        "raw",
        "bvi",
        ("a", "expect_column_values_to_be_in_set", {"column": "adres", "value_set": ["x"]}),
        ("b", "unexpected_rows_expectation", {"unexpected_rows_query": "SELECT * FROM {batch}"}),
    )
    valideer(con, "raw", map_=map_)
    assert len(gezien) == 2
    assert "Kerkstraat" not in "".join(gezien)


def test_no_value_from_the_data_comes_out(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    con.execute(f"ALTER TABLE raw.bvi ADD COLUMN adres VARCHAR DEFAULT '{GEHEIM}'")
    lijst = {"column": "adres", "value_set": ["x"]}
    schrijf_suite(
        "raw",
        "bvi",
        ("a", "expect_column_values_to_be_in_set", lijst),
        ("b", "expect_column_distinct_values_to_be_in_set", lijst),
        ("c", "expect_column_most_common_value_to_be_in_set", lijst),
        ("d", "expect_column_value_lengths_to_be_between", {"column": "adres", "max_value": 3}),
        ("e", "expect_column_values_to_be_unique", {"column": "adres"}),
        ("f", "expect_column_pair_values_to_be_equal", {"column_A": "adres", "column_B": "mk_code"}),
        ("g", "unexpected_rows_expectation", {"unexpected_rows_query": "SELECT adres, regel FROM {batch}"}),
        ("h", "expect_column_max_to_be_between", {"column": "adres", "max_value": 3}),
    )
    uitkomsten = valideer(con, "raw", map_=map_)
    assert [u.geslaagd for u in uitkomsten] == [False] * 8
    assert "Kerkstraat" not in json.dumps([astuple(u) for u in uitkomsten])
    assert uitkomsten[6].voorbeelden == ("2", "3", "4", "5", "9", "10")


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (GEHEIM, "een tekst"),
        ([GEHEIM, "b"], "2 waarden"),
        ("2014-01-02T03:04:05", "2014-01-02T03:04:05"),
        (datetime(2014, 1, 2), "2014-01-02 00:00:00"),
        (Decimal("1.50"), "1.50"),
        (0.1 + 0.2, "0.3"),
        (7, "7"),
    ],
)
def test_text_that_was_observed_is_not_told(waarde: object, tekst: str) -> None:
    assert _maat(waarde) == tekst


def test_the_sentence_of_a_failed_gate(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path
) -> None:
    con.execute(TABEL)
    veel = ("veel", "expect_table_row_count_to_be_between", {"min_value": 10})
    weg = ("weg", "expect_column_values_to_not_be_null", {"column": "weg"})
    schrijf_suite("raw", "bvi", NIET_LEEG, veel, weg)
    leeg, veel_, weg_ = valideer(con, "raw", map_=map_)
    assert zin(leeg) == (
        "Gate 1 (raw) blocks: suite raw.bvi, expectation niet_leeg: "
        "2 of 6 rows (dl0:4, dl0:9). Uitleg niet_leeg."
    )
    assert zin(veel_) == "Gate 1 (raw) blocks: suite raw.bvi, expectation veel: found '6'. Uitleg veel."
    assert zin(weg_) == (
        "Gate 1 (raw) blocks: suite raw.bvi, expectation weg: could not be evaluated, "
        'The column "weg" in BatchData does not exist. Uitleg weg.'
    )
    assert feit(leeg) == "2 van 6 rijen"
    assert feit(veel_) == "6"


@pytest.mark.parametrize(
    "vraag",
    [
        "SELECT levering_id, regel FROM {batch} WHERE regel = 10",
        "SELECT t.levering_id, t.regel FROM {batch} AS t JOIN staging.ander USING (regel)",
        "SELECT * FROM {batch} WHERE mk_code LIKE '%20' AND strftime(begin, '%H:%M') = '10:00' AND x > 5; ",
    ],
)
def test_queries_as_people_write_them(
    con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path, vraag: str
) -> None:
    con.execute(TABEL)
    con.execute("CREATE TABLE staging.ander AS SELECT 10 AS regel")
    schrijf_suite("raw", "bvi", ("vraag", "unexpected_rows_expectation", {"unexpected_rows_query": vraag}))
    uitkomst = _een(valideer(con, "raw", map_=map_))
    assert (uitkomst.afwijkend, uitkomst.voorbeelden, uitkomst.waargenomen) == (1, ("dl1:10",), None)
