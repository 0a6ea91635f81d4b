"""A publication of the public figures, made by the command as a reader of the README would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import OPENBAAR, PROJECT, Settings
from pipelines.warehouse.plekken import Plekken


@pytest.fixture(scope="session")
def openbaar(tmp_path_factory: pytest.TempPathFactory) -> Plekken:
    data = tmp_path_factory.mktemp("data")
    (data / "raw").mkdir()
    (data / "raw" / OPENBAAR).symlink_to(PROJECT / "data" / "raw" / OPENBAAR)
    subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "run", "--verzameling", OPENBAAR],
        env={**os.environ, "VEILIGHEIDSBEELD_DATA": str(data), "PYTHONPATH": str(PROJECT)},
        cwd=data,
        check=True,
        capture_output=True,
    )
    return Plekken.van(OPENBAAR, Settings(data=data))


@pytest.fixture
def con(openbaar: Plekken) -> Iterator[duckdb.DuckDBPyConnection]:
    bestand = openbaar.actueel / "veiligheidsbeeld.duckdb"
    with duckdb.connect(str(bestand.resolve()), read_only=True) as verbinding:
        yield verbinding


@pytest.fixture(scope="session")
def markdown() -> dict[Path, str]:
    """Every page that is handwritten or generated, by path."""
    paden = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
    return {pad: pad.read_text(encoding="utf-8") for pad in sorted(paden)}
