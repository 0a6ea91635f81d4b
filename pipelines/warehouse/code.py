"""Fingerprints of what makes a figure besides the deliveries: code, models, suites and library versions."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipelines.settings import PROJECT

# what can change a published byte; the orchestrator and the command line cannot
_MAPPEN = {
    "pipelines": ("*.py",),
    "dbt_project": ("models/**/*.sql", "models/**/*.py", "models/**/*.yml", "macros/**/*.sql", "seeds/*.csv"),
    "expectations": ("**/*.json",),
}
_UITGEZONDERD = {"orchestration", "synthetic", "cli.py"}
_BIBLIOTHEKEN = (
    "duckdb",
    "dbt-duckdb",
    "dbt-core",
    "great-expectations",
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
)


def _hash(paden: list[Path]) -> str:
    som = hashlib.sha256()
    for pad in sorted(paden):
        som.update(pad.relative_to(PROJECT).as_posix().encode())
        som.update(hashlib.sha256(pad.read_bytes()).digest())
    return som.hexdigest()[:16]


@cache
def bron_code() -> str:
    """Fingerprint of the room that reads deliveries; when it changes, deliveries are read again."""
    return _hash(list((PROJECT / "pipelines" / "sources").rglob("*.py")))


@cache
def code_versie() -> str:
    """Fingerprint of package, models, seeds and suites."""
    paden = [p for p in (PROJECT / "pipelines").rglob("*.py") if not _UITGEZONDERD & set(p.parts)]
    for map_, patronen in list(_MAPPEN.items())[1:]:
        for patroon in patronen:
            paden += (PROJECT / map_).glob(patroon)
    paden.append(PROJECT / "dbt_project" / "dbt_project.yml")
    return _hash([p for p in paden if p.is_file()])


@cache
def bibliotheken() -> dict[str, str]:
    """Versions of the libraries that can change a published byte."""
    return {naam: version(naam) for naam in _BIBLIOTHEKEN}
