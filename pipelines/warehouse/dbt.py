"""Running dbt inside this process, on the build database of the run."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.settings import PROJECT

DBT_PROJECT = PROJECT / "dbt_project"


class DbtFout(Exception):
    """dbt could not build; the text names the node and the reason."""


@dataclass(frozen=True)
class Resultaat:
    """One node that dbt ran. `rijen` is filled by who asks the warehouse, not by dbt."""

    naam: str
    soort: str  # model, seed, test, unit_test
    status: str
    seconden: float
    melding: str


def draai(
    bouw: Path,
    opdracht: Sequence[str],
    voortgang: Callable[[str], None] = lambda _n: None,
    *,
    doel: Path | None = None,
) -> list[Resultaat]:
    """Run a dbt command, such as ("build", "--select", "path:models/staging"), and free the database after it.

    Raises:
        DbtFout: dbt itself failed (a model does not compile). Failed tests are results, not errors.
    """
    os.environ["VEILIGHEIDSBEELD_BOUW"] = str(bouw.resolve())
    os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
    from dbt.cli.main import dbtRunner

    def luister(event: Any) -> None:
        if event.info.name == "LogModelResult":
            voortgang(str(event.data.node_info.node_name))

    argumenten = [
        *opdracht,
        "--project-dir", str(DBT_PROJECT),
        "--profiles-dir", str(DBT_PROJECT),
        "--target-path", str(doel or bouw.parent / ".dbt"),
        "--log-path", str(bouw.parent / ".dbt" / "logs"),
        "--log-level", "none",
        "--log-level-file", "warn",
        "--no-version-check",
    ]  # fmt: skip
    try:
        uitkomst = dbtRunner(callbacks=[luister]).invoke(argumenten)
    finally:
        _laat_los()
    if uitkomst.exception is not None:
        raise DbtFout(f"dbt {opdracht[0]} stopped: {uitkomst.exception}")
    resultaten = getattr(uitkomst.result, "results", None)
    if resultaten is None:
        return []
    return [
        Resultaat(
            r.node.name,
            str(r.node.resource_type),
            str(r.status),
            float(r.execution_time),
            (r.message or "").strip(),
        )
        for r in resultaten
    ]


def manifest(map_: Path) -> Path:
    """Path of an up-to-date manifest under `map_`, parsed anew only when a file of the dbt project changed."""
    doel = map_ / ".dbt-manifest"
    pad = doel / "manifest.json"
    bronnen = [
        p for p in DBT_PROJECT.rglob("*") if p.suffix in {".sql", ".py", ".yml", ".csv"} and p.is_file()
    ]
    if not pad.exists() or pad.stat().st_mtime < max(p.stat().st_mtime for p in bronnen):
        doel.mkdir(parents=True, exist_ok=True)
        draai(doel / "leeg.duckdb", ["parse"], doel=doel)
        if not pad.exists():
            raise DbtFout("dbt could not read its project; run `dbt parse` in dbt_project/ to see why")
        pad.touch()
    return pad


def _laat_los() -> None:
    """dbt-duckdb keeps the file open after it is done; a run that is finished holds nothing."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()
