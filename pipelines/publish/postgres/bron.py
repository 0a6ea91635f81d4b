"""What a publication on disk says of its tables: columns, keys, meaning, and how they join."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.publish.snapshot import BESTAND, PRIVE, Relatie


@dataclass(frozen=True)
class Kolom:
    """A column: its type in DuckDB and its meaning."""

    naam: str
    soort: str
    verplicht: bool
    omschrijving: str


@dataclass(frozen=True)
class Tabel:
    """A table to load. `rijen` is what the manifest promises."""

    naam: str
    omschrijving: str
    sleutel: tuple[str, ...]
    kolommen: tuple[Kolom, ...]
    rijen: int


@dataclass(frozen=True)
class Bron:
    """A publication, open for reading."""

    con: duckdb.DuckDBPyConnection
    manifest: Mapping[str, Any]
    tabellen: tuple[Tabel, ...]
    relaties: tuple[Relatie, ...]

    @property
    def publicatie_id(self) -> str:
        """Name of the publication."""
        return str(self.manifest["publicatie_id"])


@contextmanager
def open_bron(publicatie: Path) -> Iterator[Bron]:
    """The tables of a publication that may leave its folder: all but those with personal data."""
    manifest = json.loads((publicatie / "manifest.json").read_text(encoding="utf-8"))
    con = duckdb.connect(str(publicatie / BESTAND), read_only=True)
    try:
        tabellen = tuple(_tabellen(con, manifest["tabellen"]))
        namen = {t.naam for t in tabellen}
        relaties = tuple(
            r for r in (Relatie(**v) for v in manifest["relaties"]) if {r.tabel, r.naar} <= namen
        )
        yield Bron(con, manifest, tabellen, relaties)
    finally:
        con.close()


def _tabellen(con: duckdb.DuckDBPyConnection, genoteerd: Mapping[str, Any]) -> Iterator[Tabel]:
    kolommen: dict[str, list[Kolom]] = {}
    for tabel, naam, soort, leeg, omschrijving in con.execute(
        """select table_name, column_name, data_type, is_nullable, coalesce(comment, '')
        from duckdb_columns() where schema_name = 'marts' order by table_name, column_index"""
    ).fetchall():
        kolommen.setdefault(tabel, []).append(Kolom(naam, soort, not leeg, omschrijving))
    for naam, omschrijving in con.execute(
        "select table_name, coalesce(comment, '') from duckdb_tables() where schema_name = 'marts' order by 1"
    ).fetchall():
        if naam not in PRIVE:
            sleutel = tuple(genoteerd[naam]["sleutel"])
            yield Tabel(naam, omschrijving, sleutel, tuple(kolommen[naam]), int(genoteerd[naam]["rijen"]))
