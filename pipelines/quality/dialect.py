"""Great Expectations on the run's own DuckDB connection: a SQLAlchemy dialect with two cures.

Importing this module imports SQLAlchemy and duckdb-engine, so only `validation` does, when a gate is run.

duckdb-engine 0.17 on SQLAlchemy 2.1 fails Great Expectations in three ways:
- every cursor() is the same DuckDB connection, so a result that is read after the next statement is empty;
  here each cursor() is a fresh DuckDB cursor, which is a connection of its own to the same database;
- columns are reflected with PostgreSQL's catalogue queries, which ask for `pg_collation`; Great Expectations
  then falls back to a query without the schema name. Here they come from duckdb_columns() and
  duckdb_constraints(), of the current database only;
- connect() opens the file with a configuration of its own (`custom_user_agent`), which DuckDB refuses while
  the run has it open. Here connect() takes a cursor of the connection that was handed over.

A cursor sees what is committed, like any other reader: `validation` refuses to run inside an open
transaction.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import sqlalchemy as sa
from duckdb_engine import Dialect as DuckDBEngineDialect
from sqlalchemy.dialects import registry
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.pool import Pool, StaticPool

SCHEMA_URL = "veiligheidsbeeld"

_verbindingen: dict[str, duckdb.DuckDBPyConnection] = {}
_nummers = itertools.count(1)

_KOLOMMEN = """
    SELECT column_name, data_type, is_nullable, column_default, comment
    FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = :schema AND table_name = :tabel
    ORDER BY column_index
"""
_SLEUTEL = """
    SELECT constraint_name, constraint_column_names
    FROM duckdb_constraints()
    WHERE database_name = current_database() AND schema_name = :schema AND table_name = :tabel
      AND constraint_type = 'PRIMARY KEY'
"""

_TYPEN: dict[str, type[sa.types.TypeEngine[Any]]] = {
    "BIGINT": sa.BIGINT,
    "BLOB": sa.BLOB,
    "BOOLEAN": sa.BOOLEAN,
    "DATE": sa.DATE,
    "DECIMAL": sa.DECIMAL,
    "DOUBLE": sa.DOUBLE,
    "FLOAT": sa.FLOAT,
    "INTEGER": sa.INTEGER,
    "SMALLINT": sa.SMALLINT,
    "TIME": sa.TIME,
    "TIMESTAMP": sa.TIMESTAMP,
    "TIMESTAMP WITH TIME ZONE": sa.TIMESTAMP,
    "TINYINT": sa.SMALLINT,
    "VARCHAR": sa.VARCHAR,
}


@contextmanager
def geopend(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Lend `con` to SQLAlchemy: yields the URL that `sqlalchemy.create_engine` opens it by, until the block
    ends.

    `con` itself is never executed on and stays open.
    """
    registry.register(SCHEMA_URL, __name__, DuckDBDialect.__name__)
    nummer = str(next(_nummers))
    _verbindingen[nummer] = con
    try:
        yield f"{SCHEMA_URL}:///{nummer}"
    finally:
        del _verbindingen[nummer]


class _Cursor:
    """A DB-API cursor with a result of its own."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, verbinding: _Verbinding) -> None:
        self._cursor = cursor
        self.connection = verbinding

    def execute(self, statement: str, parameters: Sequence[Any] | None = None, _: Any = None) -> None:
        if parameters:
            self._cursor.execute(statement, parameters)
        else:
            self._cursor.execute(statement)

    def __getattr__(self, naam: str) -> Any:  # fetchone, fetchmany, fetchall, description, rowcount, close
        return getattr(self._cursor, naam)


class _Verbinding:
    """A DB-API connection that makes cursors and holds no transaction: each statement commits itself."""

    notices: tuple[str, ...] = ()  # psycopg2's, which SQLAlchemy's PostgreSQL dialect looks at

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con.cursor()

    def cursor(self) -> _Cursor:
        return _Cursor(self._con.cursor(), self)

    def begin(self) -> None:
        """Nothing: gates only read."""

    commit = rollback = begin

    def close(self) -> None:
        self._con.close()


class DuckDBDialect(DuckDBEngineDialect):  # type: ignore[misc]  # duckdb-engine has no types
    """duckdb-engine's dialect with the cures described above."""

    supports_statement_cache = False

    def connect(self, *cargs: Any, **cparams: Any) -> _Verbinding:
        return _Verbinding(_verbindingen[cparams["nummer"]])

    def create_connect_args(self, url: sa.URL) -> tuple[tuple[()], dict[str, Any]]:
        return (), {"nummer": url.database}

    @classmethod
    def get_pool_class(cls, url: sa.URL) -> type[Pool]:
        return StaticPool

    def has_table(
        self, connection: sa.Connection, table_name: str, schema: str | None = None, **kw: Any
    ) -> bool:
        return bool(self._rijen(connection, _KOLOMMEN, table_name, schema))

    def get_columns(
        self, connection: sa.Connection, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[dict[str, Any]]:
        rijen = self._rijen(connection, _KOLOMMEN, table_name, schema)
        if not rijen:
            raise NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        return [
            {"name": naam, "type": _type(soort), "nullable": leeg, "default": standaard, "comment": uitleg}
            for naam, soort, leeg, standaard, uitleg in rijen
        ]

    def get_pk_constraint(
        self, connection: sa.Connection, table_name: str, schema: str | None = None, **kw: Any
    ) -> dict[str, Any]:
        for naam, kolommen in self._rijen(connection, _SLEUTEL, table_name, schema):
            return {"name": naam, "constrained_columns": list(kolommen)}
        return {"name": None, "constrained_columns": []}

    def _rijen(
        self, connection: sa.Connection, vraag: str, tabel: str, schema: str | None
    ) -> Sequence[Sequence[Any]]:
        return connection.execute(
            sa.text(vraag), {"schema": schema or "main", "tabel": str(tabel)}
        ).fetchall()


def _type(duckdb_type: str) -> sa.types.TypeEngine[Any]:
    """The SQLAlchemy type Great Expectations compares with; lists, structs and enums stay unnamed."""
    if duckdb_type.endswith("]"):
        return sa.types.NullType()
    return _TYPEN.get(duckdb_type.partition("(")[0], sa.types.NullType)()
