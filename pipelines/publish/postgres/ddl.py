"""Statements that make a table of a publication in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pipelines.publish.postgres.bron import Bron, Tabel
from pipelines.publish.postgres.namen import BEHEER, LEZER
from pipelines.publish.snapshot import FICTIEF, Relatie

if TYPE_CHECKING:
    from psycopg.sql import Composable, Composed

SOORTEN = {
    "VARCHAR": "text",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "DOUBLE": "double precision",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}
_DECIMAAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")

# the table that says which publication a schema holds; the words are those of manifest.json
PUBLICATIE = "publicatie"
_PUBLICATIE = (
    ("publicatie_id", "text primary key", "Naam van de publicatie waaruit dit schema geladen is. Nooit leeg."),
    ("verzameling", "text not null", "Verzameling leveringen waar de publicatie van is. Nooit leeg."),
    ("peildatum", "date not null", "De cijfers zijn zoals bekend op deze dag. Nooit leeg."),
    ("fictief", "boolean not null", "Waar als de cijfers verzonnen zijn. Nooit leeg."),
    ("waarschuwing", "text", "FICTIEVE CIJFERS. Leeg: de cijfers zijn echt."),
    ("geladen_op", "timestamptz not null default now()", "Wanneer het schema geladen is. Nooit leeg."),
)  # fmt: skip


def pg_soort(soort: str) -> str:
    """Type in PostgreSQL of a type in DuckDB.

    Raises:
        ValueError: a type that no reader of the marts should meet.
    """
    decimaal = _DECIMAAL.fullmatch(soort)
    if decimaal:
        return f"numeric({decimaal[1]},{decimaal[2]})"
    if soort not in SOORTEN:
        raise ValueError(f"there is no type in PostgreSQL for {soort}")
    return SOORTEN[soort]


def maak_tabel(schema: str, tabel: Tabel) -> Composed:
    """Create statement, without keys: those come after the rows."""
    from psycopg.sql import SQL, Identifier

    kolommen: list[Composable] = [
        SQL("{} {}{}").format(
            Identifier(k.naam), SQL(pg_soort(k.soort)), SQL(" not null" if k.verplicht else "")
        )
        for k in tabel.kolommen
    ]
    return SQL("create table {} ({})").format(Identifier(schema, tabel.naam), SQL(", ").join(kolommen))


def kopieer(schema: str, tabel: Tabel) -> Composed:
    """COPY from CSV. FREEZE: a reader whose transaction is older than the load finds rows, not an empty table."""
    from psycopg.sql import SQL, Identifier

    return SQL("copy {} from stdin (format csv, null '\\N', freeze)").format(Identifier(schema, tabel.naam))


def sleutel(schema: str, tabel: Tabel) -> Composed:
    """Primary key."""
    from psycopg.sql import SQL, Identifier

    kolommen = SQL(", ").join(map(Identifier, tabel.sleutel))
    return SQL("alter table {} add primary key ({})").format(Identifier(schema, tabel.naam), kolommen)


def verwijzing(schema: str, relatie: Relatie) -> Composed:
    """Foreign key to a dimension."""
    from psycopg.sql import SQL, Identifier

    return SQL("alter table {} add foreign key ({}) references {} ({})").format(
        Identifier(schema, relatie.tabel),
        Identifier(relatie.kolom),
        Identifier(schema, relatie.naar),
        Identifier(relatie.sleutel),
    )


def opmerkingen(schema: str, tabel: Tabel) -> Composed:
    """Meaning of a table and its columns, as they stand in the DuckDB file."""
    kolommen = [(k.naam, k.omschrijving) for k in tabel.kolommen]
    return _opmerkingen(schema, tabel.naam, tabel.omschrijving, kolommen)


def _opmerkingen(schema: str, tabel: str, omschrijving: str, kolommen: Iterable[tuple[str, str]]) -> Composed:
    from psycopg.sql import SQL, Identifier, Literal

    return SQL("; ").join(
        [
            SQL("comment on table {} is {}").format(Identifier(schema, tabel), Literal(omschrijving)),
            *(
                SQL("comment on column {} is {}").format(Identifier(schema, tabel, naam), Literal(tekst))
                for naam, tekst in kolommen
                if tekst
            ),
        ]
    )


def maak_schema(schema: str, bron: Bron) -> Composed:
    """The schema with its comment, and table `publicatie`, which says what it holds."""
    from psycopg.sql import SQL, Identifier, Literal

    m = bron.manifest
    merk = f"{FICTIEF}. " if m["fictief"] else ""
    zin = f"{merk}Publicatie {m['publicatie_id']} van {m['verzameling']}, peildatum {m['peildatum']}."
    kolommen = SQL(", ".join(f"{naam} {soort}" for naam, soort, _ in _PUBLICATIE))
    uitleg = f"{merk}Eén rij: welke publicatie dit schema is, en wanneer zij geladen is."
    return SQL("; ").join(
        [
            SQL("create schema {}").format(Identifier(schema)),
            SQL("comment on schema {} is {}").format(Identifier(schema), Literal(zin)),
            SQL("create table {} ({})").format(Identifier(schema, PUBLICATIE), kolommen),
            _opmerkingen(schema, PUBLICATIE, uitleg, [(n, t) for n, _, t in _PUBLICATIE]),
        ]
    )


def kopieer_publicatie(schema: str) -> Composed:
    """COPY of the row of table `publicatie`; `geladen_op` is the server's clock."""
    from psycopg.sql import SQL, Identifier

    kolommen = SQL(", ").join(Identifier(naam) for naam, _, _ in _PUBLICATIE[:-1])
    return SQL("copy {} ({}) from stdin (freeze)").format(Identifier(schema, PUBLICATIE), kolommen)


def publicatierij(bron: Bron) -> tuple[Any, ...]:
    """That row."""
    m = bron.manifest
    merk = FICTIEF if m["fictief"] else None
    return (m["publicatie_id"], m["verzameling"], m["peildatum"], m["fictief"], merk)


def rechten(schema: str) -> Composed:
    """`lezer` reads; `beheer` may do everything with the tables, and make more of them."""
    from psycopg.sql import SQL, Identifier

    return SQL(
        "grant usage on schema {s} to {lezer}; grant usage, create on schema {s} to {beheer}; "
        "grant select on all tables in schema {s} to {lezer}; grant all on all tables in schema {s} to {beheer}"
    ).format(s=Identifier(schema), lezer=Identifier(LEZER), beheer=Identifier(BEHEER))
