"""The dialect that lends the run's DuckDB connection to SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import NoSuchTableError

from pipelines.quality.dialect import geopend


@pytest.fixture
def engine(con: duckdb.DuckDBPyConnection) -> Iterator[sa.Engine]:
    con.execute("""
        CREATE TABLE raw.bvi (
            levering_id VARCHAR NOT NULL, regel INTEGER NOT NULL, x DOUBLE, bedrag DECIMAL(10, 2),
            codes VARCHAR[], begin_pleegtijd TIMESTAMP, PRIMARY KEY (levering_id, regel));
        COMMENT ON COLUMN raw.bvi.x IS 'oost, in meters';
        CREATE TABLE staging.bvi (pseudoniem VARCHAR PRIMARY KEY);
        CREATE VIEW marts.bvi AS SELECT regel FROM raw.bvi;
    """)
    with geopend(con) as url:
        motor = sa.create_engine(url)
        yield motor
        motor.dispose()


def test_columns_come_from_the_schema_that_was_asked(engine: sa.Engine) -> None:
    inspectie = sa.inspect(engine)
    assert [k["name"] for k in inspectie.get_columns("bvi", schema="raw")] == [
        "levering_id", "regel", "x", "bedrag", "codes", "begin_pleegtijd",
    ]  # fmt: skip
    assert [k["name"] for k in inspectie.get_columns("bvi", schema="staging")] == ["pseudoniem"]
    assert [k["name"] for k in inspectie.get_columns("bvi", schema="marts")] == ["regel"]  # a view


def test_columns_carry_type_nullability_and_comment(engine: sa.Engine) -> None:
    kolommen = {k["name"]: k for k in sa.inspect(engine).get_columns("bvi", schema="raw")}
    assert {naam: type(k["type"]) for naam, k in kolommen.items()} == {
        "levering_id": sa.VARCHAR,
        "regel": sa.INTEGER,
        "x": sa.DOUBLE,
        "bedrag": sa.DECIMAL,
        "codes": sa.types.NullType,  # a list has no name that an expectation could compare with
        "begin_pleegtijd": sa.TIMESTAMP,
    }
    assert [naam for naam, k in kolommen.items() if not k["nullable"]] == ["levering_id", "regel"]
    assert kolommen["x"]["comment"] == "oost, in meters"
    assert kolommen["bedrag"]["comment"] is None


def test_keys_come_from_the_schema_that_was_asked(engine: sa.Engine) -> None:
    inspectie = sa.inspect(engine)
    assert inspectie.get_pk_constraint("bvi", schema="raw")["constrained_columns"] == ["levering_id", "regel"]
    assert inspectie.get_pk_constraint("bvi", schema="staging")["constrained_columns"] == ["pseudoniem"]
    assert inspectie.get_pk_constraint("bvi", schema="marts")["constrained_columns"] == []


def test_a_table_that_is_not_there_is_said_to_be_missing(engine: sa.Engine) -> None:
    inspectie = sa.inspect(engine)
    assert inspectie.has_table("bvi", schema="marts")
    assert not inspectie.has_table("bvi", schema="main")
    with pytest.raises(NoSuchTableError):
        inspectie.get_columns("bvi", schema="main")


def test_another_database_with_the_same_names_stays_out(
    con: duckdb.DuckDBPyConnection, engine: sa.Engine
) -> None:
    con.execute("ATTACH ':memory:' AS oud; CREATE SCHEMA oud.raw; CREATE TABLE oud.raw.bvi (vroeger INTEGER)")
    con.execute("CREATE TABLE oud.raw.weg (vroeger INTEGER)")
    inspectie = sa.inspect(engine)
    assert "vroeger" not in [k["name"] for k in inspectie.get_columns("bvi", schema="raw")]
    assert not inspectie.has_table("weg", schema="raw")


def test_a_result_survives_the_next_statement(engine: sa.Engine) -> None:
    """Great Expectations reads a result after its connection went back to the pool."""
    with engine.connect() as eerste:
        rijen = eerste.execute(sa.text("SELECT i FROM range(3) r(i) ORDER BY i"))
    with engine.connect() as tweede:
        tweede.execute(sa.text("SELECT 'anders'"))
    assert [i for (i,) in rijen] == [0, 1, 2]


def test_the_lent_connection_keeps_its_own_result(con: duckdb.DuckDBPyConnection, engine: sa.Engine) -> None:
    con.execute("SELECT i FROM range(3) r(i) ORDER BY i")
    with engine.connect() as verbinding:
        assert verbinding.execute(sa.text("SELECT 7")).scalar() == 7
    assert con.fetchall() == [(0,), (1,), (2,)]


def test_only_committed_work_is_seen(con: duckdb.DuckDBPyConnection, engine: sa.Engine) -> None:
    def aantal() -> int | None:
        with engine.connect() as verbinding:
            return verbinding.execute(sa.text("SELECT count(*) FROM staging.bvi")).scalar()

    con.execute("BEGIN; INSERT INTO staging.bvi VALUES ('a')")
    assert aantal() == 0
    con.execute("COMMIT")
    assert aantal() == 1


def test_parameters_and_percent_signs_pass(engine: sa.Engine) -> None:
    with engine.connect() as verbinding:
        vraag = sa.text("SELECT 'abc' LIKE '%b%' AND :getal = 3 AND :tekst = 'x%s'")
        assert verbinding.execute(vraag, {"getal": 3, "tekst": "x%s"}).scalar() is True


def test_the_loan_ends_with_the_block(con: duckdb.DuckDBPyConnection) -> None:
    with geopend(con) as url:
        pass
    with pytest.raises(KeyError):
        sa.create_engine(url).connect()
    assert con.execute("SELECT 1").fetchone() == (1,)
