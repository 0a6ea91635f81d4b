"""Opening the current publication to read from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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
