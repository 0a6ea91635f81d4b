"""The outcomes in the build database: written when a gate has run, read for Data Docs, messages and the mart.

Table `kwaliteit.uitkomst`, one row per expectation, holds the latest outcome of each stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from pipelines.quality.suites import lees_stage
from pipelines.quality.uitkomst import Uitkomst

if TYPE_CHECKING:
    import duckdb

_DDL = """
    CREATE SCHEMA IF NOT EXISTS kwaliteit;
    CREATE TABLE IF NOT EXISTS kwaliteit.uitkomst (
        poort INTEGER NOT NULL,
        stage VARCHAR NOT NULL,
        tabel VARCHAR NOT NULL,
        suite VARCHAR NOT NULL,
        verwachting VARCHAR NOT NULL,
        soort VARCHAR NOT NULL,
        kolom VARCHAR,
        ernst VARCHAR NOT NULL,
        geslaagd BOOLEAN NOT NULL,
        gecontroleerd BIGINT NOT NULL,
        afwijkend BIGINT NOT NULL,
        voorbeelden VARCHAR[] NOT NULL,
        waargenomen VARCHAR,
        uitleg VARCHAR NOT NULL
    );
"""
_KOLOMMEN = ", ".join(veld.name for veld in fields(Uitkomst))


def maak_tabel(con: duckdb.DuckDBPyConnection) -> None:
    """Make schema `kwaliteit` and its table where they do not exist yet."""
    con.execute(_DDL)


def leg_vast(
    con: duckdb.DuckDBPyConnection,
    stage: str,
    uitkomsten: Sequence[Uitkomst],
    tabellen: Sequence[str] | None = None,
) -> None:
    """Replace the stage's earlier outcomes by these, in one transaction.

    `tabellen` is what was given to `valideer`: then only the outcomes of those tables are replaced. Without
    it an expectation that was taken away leaves nothing behind. Raises ValueError for an outcome of another
    stage.
    """
    lees_stage(stage)
    if any(u.stage != stage for u in uitkomsten):
        raise ValueError(f"outcomes of another stage cannot be recorded under '{stage}'")
    rijen = [[_waarde(getattr(u, veld.name)) for veld in fields(Uitkomst)] for u in uitkomsten]
    maak_tabel(con)
    con.execute("BEGIN")
    try:
        if tabellen is None:
            con.execute("DELETE FROM kwaliteit.uitkomst WHERE stage = ?", [stage])
        else:
            con.execute(
                "DELETE FROM kwaliteit.uitkomst WHERE stage = ? AND list_contains(?::VARCHAR[], tabel)",
                [stage, list(tabellen)],
            )
        if rijen:
            plaatsen = ", ".join("?" * len(fields(Uitkomst)))
            con.executemany(f"INSERT INTO kwaliteit.uitkomst ({_KOLOMMEN}) VALUES ({plaatsen})", rijen)
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise


def lees(con: duckdb.DuckDBPyConnection) -> list[Uitkomst]:
    """Every outcome on record, ordered by gate, suite and expectation; empty before the first gate has
    run."""
    bestaat = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database()"
        " AND schema_name = 'kwaliteit' AND table_name = 'uitkomst'"
    ).fetchone()
    if bestaat == (0,):
        return []
    vraag = f"SELECT {_KOLOMMEN} FROM kwaliteit.uitkomst ORDER BY poort, suite, verwachting"
    namen = [veld.name for veld in fields(Uitkomst)]
    gevonden = []
    for rij in con.execute(vraag).fetchall():
        waarden = dict(zip(namen, rij, strict=True))
        gevonden.append(Uitkomst(**{**waarden, "voorbeelden": tuple(waarden["voorbeelden"])}))
    return gevonden


def _waarde(waarde: object) -> object:
    return list(waarde) if isinstance(waarde, tuple) else waarde
