"""Fingerprints of what makes a figure besides the deliveries: code, models, suites and library versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipelines.settings import PROJECT, settings

# what can change a published byte; the orchestrator, the generator and the command line cannot
_PATRONEN = (
    "pipelines/**/*.py",
    # the site is part of a publication, and so are its templates, texts, style, program and borders
    "pipelines/publish/site/teksten.yml",
    "pipelines/publish/site/sjablonen/*.html",
    "pipelines/publish/site/statisch/*",
    "pipelines/publish/site/grenzen/*.topojson",
    "dbt_project/dbt_project.yml",
    "dbt_project/models/**/*.sql",
    "dbt_project/models/**/*.py",
    "dbt_project/models/**/*.yml",
    "dbt_project/macros/**/*.sql",
    "expectations/**/*.json",
)
_UITGEZONDERD = (
    "pipelines/orchestration/",
    "pipelines/synthetic/",
    "pipelines/cli.py",
    # what is shown on a terminal or written for the repository
    "pipelines/publish/herkomst.py",
    "pipelines/publish/naslag.py",
    "pipelines/publish/rapport.py",
    "pipelines/publish/regelpagina.py",
    "pipelines/publish/scorebord.py",
    "pipelines/publish/status.py",
    "pipelines/publish/verschil/tekst.py",
    "pipelines/sources/documentatie.py",
)
_BIBLIOTHEKEN = (
    "altair",
    "jinja2",
    "vl-convert-python",
    "duckdb",
    "dbt-duckdb",
    "dbt-core",
    "great-expectations",
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "xlsxwriter",
)


def _hash(wortel: Path, patronen: Iterable[str], seeds: Path | None = None) -> str:
    """Fingerprint of names and contents of what the patterns find under `wortel`, wherever that lies."""
    gevonden = {pad.relative_to(wortel).as_posix(): pad for p in patronen for pad in wortel.glob(p)}
    if seeds is not None:  # they count as seeds of the project, in whatever folder they lie
        gevonden |= {f"dbt_project/seeds/{p.name}": p for e in ("csv", "yml") for p in seeds.glob(f"*.{e}")}
    som = hashlib.sha256()
    for naam in sorted(gevonden):
        if gevonden[naam].is_file() and not naam.startswith(_UITGEZONDERD):
            som.update(naam.encode())
            som.update(hashlib.sha256(gevonden[naam].read_bytes()).digest())
    return som.hexdigest()[:16]


@cache
def bron_code() -> str:
    """Fingerprint of the room that reads deliveries; when it changes, deliveries are read again."""
    return _hash(PROJECT, ["pipelines/sources/**/*.py"])


@cache
def code_versie() -> str:
    """Fingerprint of package, models, seeds and suites."""
    return _hash(PROJECT, _PATRONEN, settings().seeds)


@cache
def bibliotheken() -> dict[str, str]:
    """Versions of the libraries that can change a published byte."""
    return {naam: version(naam) for naam in _BIBLIOTHEKEN}
