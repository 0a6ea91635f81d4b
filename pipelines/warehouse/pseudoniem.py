"""dbt plugin: gives each connection the two halves of the pseudonym key, as variables that no file holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin

from pipelines.warehouse.sleutel import kies_sleutel, zet_sleutel

__all__ = ["Plugin", "kies_sleutel", "sleutel_van_de_run", "zet_sleutel"]


class Plugin(BasePlugin):  # type: ignore[misc]
    """Sets hmac_binnen and hmac_buiten (RFC 2104) on every cursor."""

    def configure_cursor(self, cursor: Any) -> None:
        """Called by dbt-duckdb for each cursor it opens."""
        zet_sleutel(cursor, sleutel_van_de_run())


def sleutel_van_de_run() -> bytes:
    """Key of this process: the run's collection decides (see `kies_sleutel`)."""
    from pipelines.settings import settings

    bouw = Path(os.environ.get("VEILIGHEIDSBEELD_BOUW", ""))
    return kies_sleutel(bouw.parent.name, settings().data, settings().sleutel)
