"""Workbooks for who works in Excel: one per gemeente, basisteam, district and the unit, in the publication.

`werkmappen/<soort>-<code>-<naam>.xlsx` with sheets Scorebord, Verloop, Prioriteiten and Toelichting. Nothing in
them about persons: they are made from the marts, without `feit_incident`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

MAP = "werkmappen"


def schrijf(
    con: duckdb.DuckDBPyConnection, publicatie: Path, kenmerken: Mapping[str, str], *, fictief: bool
) -> dict[str, Any]:
    """Write the workbooks of the marts in `con` into folder `publicatie`; returns how many, and sha256 by name."""
    from pipelines.publish.werkmappen.bestand import maak
    from pipelines.publish.werkmappen.lezen import lees

    map_ = publicatie / MAP
    map_.mkdir()
    gegevens = lees(con, kenmerken, fictief=fictief)
    for gebied in gegevens.gebieden:
        (map_ / gebied.bestand).write_bytes(maak(gegevens, gebied))
    bestanden = sommen(map_)
    return {"aantal": len(bestanden), "sha256": bestanden}


def sommen(map_: Path) -> dict[str, str]:
    """sha256 of every workbook in a folder, by name; empty where there is no folder."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(map_.glob("*.xlsx"))}
