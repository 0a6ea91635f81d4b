"""Opening the current publication, and reading rows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from pipelines.publish.fouten import GeenPublicatie
from pipelines.publish.snapshot import BESTAND
from pipelines.warehouse.plekken import Plekken


@contextmanager
def publicatie(plekken: Plekken) -> Iterator[duckdb.DuckDBPyConnection]:
    """Read-only connection to the current publication of a collection.

    Raises:
        GeenPublicatie: nothing was published yet.
    """
    bestand = plekken.actueel / BESTAND
    if not bestand.exists():
        raise GeenPublicatie(
            f"Nothing is published for {plekken.verzameling} yet: "
            f"run `veiligheidsbeeld run --verzameling {plekken.verzameling}` first."
        )
    con = duckdb.connect(str(bestand.resolve()), read_only=True)
    try:
        con.execute("set schema = 'marts'")
        yield con
    finally:
        con.close()


def rijen_van(
    con: duckdb.DuckDBPyConnection, vraag: str, waarden: Sequence[Any] = ()
) -> list[dict[str, Any]]:
    """Answer to a query, one dictionary a row; `waarden` fill its question marks. For answers small by nature."""
    antwoord = con.execute(vraag, list(waarden))
    namen = [str(kolom[0]) for kolom in antwoord.description or ()]
    return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]
