"""Running dbt inside this process, on the build database of the run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines.settings import PROJECT, settings
from pipelines.warehouse.slot import slot

DBT_PROJECT = PROJECT / "dbt_project"
_GEDULD_PARSE = 120.0  # seconds: somebody else parses the same project


class DbtFout(Exception):  # noqa: N818 - the domain's word
    """dbt could not build; the text names the node and the reason."""


_ontleed: dict[str, Any] = {}  # by state of the project


@dataclass(frozen=True)
class Resultaat:
    """One node that dbt ran. `rijen` is filled by who asks the warehouse, not by dbt."""

    naam: str
    soort: str  # model, seed, test, unit_test
    status: str
    seconden: float
    melding: str


def draai(
    bouw: Path, opdracht: Sequence[str], voortgang: Callable[[str], None] = lambda _n: None
) -> list[Resultaat]:
    """Run a dbt command, such as ("build", "--select", "path:models/staging"), and free the database.

    `bouw` is called bouw.duckdb wherever it lies: the name of the file is the name of the database in every
    node that dbt parsed.

    Raises:
        DbtFout: dbt itself failed (a model does not compile). Failed tests are results, not errors.
    """
    bouw = bouw.resolve()  # dbt reads a relative path from its own project folder

    def luister(event: Any) -> None:
        if event.info.name == "LogModelResult":
            voortgang(str(event.data.node_info.node_name))

    uitkomst = _roep(
        bouw,
        [*opdracht, "--no-write-json"],
        bouw.parent / ".dbt",
        manifest=ontleed(),
        callbacks=[luister],
    )
    return [
        Resultaat(
            r.node.name,
            str(r.node.resource_type),
            str(r.status),
            float(r.execution_time),
            (r.message or "").strip(),
        )
        for r in getattr(uitkomst.result, "results", None) or []
    ]


def _roep(bouw: Path, opdracht: Sequence[str], doel: Path, **runner: Any) -> Any:
    """One dbt invocation in this process on `bouw`, its files under `doel`; raises DbtFout when it fails."""
    os.environ["VEILIGHEIDSBEELD_BOUW"] = str(bouw)
    os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
    from dbt.cli.main import dbtRunner

    argumenten = [
        *opdracht,
        "--project-dir", str(DBT_PROJECT),
        "--profiles-dir", str(DBT_PROJECT),
        "--target-path", str(doel),
        "--log-path", str(doel / "logs"),
        "--log-level", "none",
        "--log-level-file", "warn",
        "--no-version-check",
    ]  # fmt: skip
    try:
        uitkomst = dbtRunner(**runner).invoke(argumenten)
    finally:
        _laat_los()
    if uitkomst.exception is not None:
        raise DbtFout(f"dbt {opdracht[0]} stopped: {uitkomst.exception}")
    return uitkomst


def ontleed() -> Any:
    """The project as dbt parsed it. One parse serves every stage of every collection in a process.

    What dbt keeps of it lies in one place for all collections, so that a next process reads only what changed.
    """
    stand = _projectstand()
    if stand not in _ontleed:
        doel = _parsemap()
        with slot(doel / ".slot", geduld=_GEDULD_PARSE):
            _ontleed[stand] = _roep(doel / "bouw.duckdb", ["parse"], doel).result
            vers = doel / "manifest.json"
            if not vers.exists():
                raise DbtFout("dbt could not read its project; run `dbt parse` in dbt_project/ to see why")
            for oud in set(doel.glob("*.json")) - {vers}:
                oud.unlink()
            vers.rename(doel / f"{stand}.json")
    return _ontleed[stand]


def manifest() -> Path:
    """dbt's manifest of the project as it is now; parsed only when a file of the project changed."""
    pad = _parsemap() / f"{_projectstand()}.json"
    if not pad.exists():
        ontleed()
    return pad


def _parsemap() -> Path:
    return settings().warehouse.resolve() / ".dbt-manifest"


def _projectstand() -> str:
    """Fingerprint of every file that dbt reads: a removed or older file counts as much as a newer one."""
    som = hashlib.sha256(version("dbt-core").encode())
    mappen = ("models", "macros", "seeds", "tests")
    bestanden = [DBT_PROJECT / "dbt_project.yml", *(p for m in mappen for p in (DBT_PROJECT / m).rglob("*"))]
    for pad in sorted(bestanden):
        if pad.suffix in {".sql", ".py", ".yml", ".csv"}:
            som.update(pad.relative_to(DBT_PROJECT).as_posix().encode() + pad.read_bytes())
    return som.hexdigest()[:16]


def _laat_los() -> None:
    """dbt-duckdb keeps the file open after it is done; a run that is finished holds nothing."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()
