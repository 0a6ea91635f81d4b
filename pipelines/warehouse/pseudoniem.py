"""dbt plugin: gives each connection the two halves of the pseudonym key, as variables that no file holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin

from pipelines.settings import OPENBAAR, settings
from pipelines.warehouse.sleutel import kies_sleutel, zet_sleutel


class Plugin(BasePlugin):  # type: ignore[misc]
    """Sets hmac_binnen and hmac_buiten on every cursor that dbt-duckdb opens."""

    def configure_cursor(self, cursor: Any) -> None:
        """Called by dbt-duckdb for each cursor; the collection is the folder that holds the build database.

        Folders with a dot are the run's own, inside that of the collection.
        """
        gezet = os.environ.get("VEILIGHEIDSBEELD_BOUW")
        bouw = Path(gezet).resolve() if gezet else settings().warehouse / OPENBAAR / "bouw.duckdb"
        map_ = next(m for m in bouw.parents if not m.name.startswith("."))
        # data/warehouse/<collection>: the key lies with the data that the build was made from
        zet_sleutel(cursor, kies_sleutel(map_.name, map_.parents[1], settings().sleutel))
