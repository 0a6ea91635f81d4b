"""Build a publication in a schema of its own, beside the one that is read. All of it or nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.publish.postgres import ddl
from pipelines.publish.postgres.bron import Bron, Tabel
from pipelines.publish.postgres.fouten import PostgresMislukt
from pipelines.publish.postgres.namen import BEHEER, LEZER, Schemas

if TYPE_CHECKING:
    from pipelines.publish.postgres.verbinding import Verbinding

_BLOK = 1 << 20


def bouw(con: Verbinding, bron: Bron, namen: Schemas) -> int:
    """Load `bron` into `namen.nieuw` in one transaction; returns the number of rows.

    What an earlier load left there is dropped.

    Raises:
        PostgresMislukt: a table took another number of rows than the manifest promises.
    """
    from psycopg.sql import SQL, Identifier

    _maak_rollen(con)
    con.execute(SQL("drop schema if exists {} cascade").format(Identifier(namen.nieuw)))
    with con.transaction(), tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as map_:
        con.execute(ddl.maak_schema(namen.nieuw, bron))
        with con.cursor() as cur, cur.copy(ddl.kopieer_publicatie(namen.nieuw)) as kopie:
            kopie.write_row(ddl.publicatierij(bron))
        for tabel in bron.tabellen:
            con.execute(ddl.maak_tabel(namen.nieuw, tabel))
            kopieer(con, bron, namen.nieuw, tabel, Path(map_) / "tabel.csv")
        for tabel in bron.tabellen:
            con.execute(ddl.sleutel(namen.nieuw, tabel))
            con.execute(ddl.opmerkingen(namen.nieuw, tabel))
        for relatie in bron.relaties:
            con.execute(ddl.verwijzing(namen.nieuw, relatie))
        con.execute(ddl.rechten(namen.nieuw))
        con.execute(
            SQL("analyze {}").format(SQL(", ").join(Identifier(namen.nieuw, t.naam) for t in bron.tabellen))
        )
    return sum(t.rijen for t in bron.tabellen)


def kopieer(con: Verbinding, bron: Bron, schema: str, tabel: Tabel, tussen: Path) -> None:
    """Rows of one table: DuckDB writes CSV, the server reads it (decision 0019)."""
    kolommen = ", ".join(f'"{k.naam}"' for k in tabel.kolommen)
    pad = str(tussen).replace("'", "''")
    bron.con.execute(
        f"copy (select {kolommen} from marts.{tabel.naam}) to '{pad}' (format csv, header false, nullstr '\\N')"
    )
    with con.cursor() as cur:
        with cur.copy(ddl.kopieer(schema, tabel)) as kopie, tussen.open("rb") as bestand:
            while blok := bestand.read(_BLOK):
                kopie.write(blok)
        geladen = cur.rowcount
    if geladen != tabel.rijen:
        raise PostgresMislukt(
            f"PostgreSQL took {geladen:,} rows of {tabel.naam} and the manifest promises {tabel.rijen:,}"
        )


def _maak_rollen(con: Verbinding) -> None:
    import psycopg
    from psycopg.sql import SQL, Identifier

    for rol in (LEZER, BEHEER):
        if con.execute("select 1 from pg_roles where rolname = %s", [rol]).fetchone():
            continue
        try:
            con.execute(SQL("create role {} nologin").format(Identifier(rol)))
        except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            pass  # the load of another collection made it meanwhile
        except psycopg.errors.InsufficientPrivilege:
            raise PostgresMislukt(
                f"The user of PostgreSQL may not make role {rol}: "
                f"have an administrator run 'create role {LEZER}; create role {BEHEER}'"
            ) from None
