"""Running dbt inside this process, on the build database of the run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines.settings import PROJECT, settings
from pipelines.warehouse.slot import slot

_MAP = ".dbt"
DBT_PROJECT = PROJECT / "dbt_project"
_PROJECTDELEN = ("dbt_project.yml", "models", "macros", "tests")
_GEDULD_PARSE = 120.0  # seconds: somebody else parses the same project


class DbtFout(Exception):  # noqa: N818 - the domain's word
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
    werkmap: Path | None = None,
) -> list[Resultaat]:
    """Run a dbt command, such as ("build", "--select", "path:models/staging"), and free the database.

    The project is parsed once in a process, in `werkmap` (default: the folder above that of `bouw`), where
    what was parsed stays for the next process. `bouw` must be called bouw.duckdb: parsed models name it.

    Raises:
        DbtFout: dbt itself failed (a model does not compile). Failed tests are results, not errors.
    """
    bouw = bouw.resolve()  # dbt reads a relative path from its own project folder
    ontleed = _ontleed((werkmap or bouw.parents[1]).resolve() / _MAP, _projectstand())
    from dbt.cli.main import dbtRunner

    def luister(event: Any) -> None:
        if event.info.name == "LogModelResult":
            voortgang(str(event.data.node_info.node_name))

    try:
        uitkomst = dbtRunner(manifest=ontleed, callbacks=[luister]).invoke(
            [*opdracht, "--no-write-json", *_argumenten(bouw, bouw.parent / _MAP)]
        )
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


def _argumenten(bouw: Path, doel: Path) -> list[str]:
    """Options that every command gets, after telling dbt (through its profile) which database it works on."""
    os.environ["VEILIGHEIDSBEELD_BOUW"] = str(bouw)
    os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
    return [
        "--project-dir", str(_project()),
        "--profiles-dir", str(DBT_PROJECT),
        "--target-path", str(doel),
        "--log-path", str(doel / "logs"),
        "--log-level", "none",
        "--log-level-file", "warn",
        "--no-version-check",
    ]  # fmt: skip


def _project() -> Path:
    """The dbt project with the seeds of the settings: its own folder, or one of links with another `seeds`.

    dbt takes a folder of seeds outside its project for a place to write in, so that cannot be a setting of it.
    """
    seeds = settings().seeds.resolve()
    if seeds == DBT_PROJECT / "seeds":
        return DBT_PROJECT
    kenmerk = hashlib.sha256(f"{DBT_PROJECT}:{seeds}".encode()).hexdigest()[:16]
    map_ = settings().warehouse.resolve() / _MAP / f"project-{kenmerk}"
    map_.mkdir(parents=True, exist_ok=True)
    for doel in (seeds, *(p for p in DBT_PROJECT.iterdir() if p.name in _PROJECTDELEN)):
        link = map_ / ("seeds" if doel == seeds else doel.name)
        if not link.is_symlink():
            link.symlink_to(doel)
    return map_


@cache
def _ontleed(doel: Path, stand: str) -> Any:
    """The project in state `stand`, parsed once per process; dbt keeps in `doel` what did not change."""
    from dbt.cli.main import dbtRunner

    with slot(doel / ".slot", geduld=_GEDULD_PARSE):
        try:
            # always the same database name: dbt parses everything again when its profile differs
            uitkomst = dbtRunner().invoke(["parse", *_argumenten(doel / "bouw.duckdb", doel)])
        finally:
            _laat_los()
        if uitkomst.result is None:
            raise DbtFout(
                f"dbt could not read its project: {uitkomst.exception}; `dbt parse` in dbt_project/ shows why"
            )
        for oud in doel.glob("*.json"):
            if oud.name != "manifest.json":
                oud.unlink()
        (doel / "manifest.json").rename(doel / f"{stand}.json")
    return uitkomst.result


def manifest(map_: Path) -> Path:
    """dbt's manifest of the project as it is now, under `map_`; parsed once per state of the project."""
    doel = map_.resolve() / _MAP
    stand = _projectstand()
    pad = doel / f"{stand}.json"
    if not pad.exists():
        _ontleed(doel, stand)
    return pad


def docspagina() -> Path:
    """The empty page of dbt's documentation, as it comes with dbt."""
    from dbt.task.docs import DOCS_INDEX_FILE_PATH

    return Path(DOCS_INDEX_FILE_PATH)


def _projectstand() -> str:
    """Fingerprint of every file that dbt reads: a removed or older file counts as much as a newer one."""
    som = hashlib.sha256(version("dbt-core").encode())
    mappen = [DBT_PROJECT / m for m in ("models", "macros", "tests")] + [settings().seeds.resolve()]
    bestanden = [(m.name, m, p) for m in mappen for p in m.rglob("*")]
    for naam, map_, pad in sorted([*bestanden, ("", DBT_PROJECT, DBT_PROJECT / "dbt_project.yml")]):
        if pad.suffix in {".sql", ".py", ".yml", ".csv"}:
            som.update(f"{naam}/{pad.relative_to(map_).as_posix()}".encode() + pad.read_bytes())
    som.update(str(settings().seeds.resolve()).encode())  # what was parsed names its folder
    return som.hexdigest()[:16]


def _laat_los() -> None:
    """dbt-duckdb keeps the file open after it is done; a run that is finished holds nothing."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()
