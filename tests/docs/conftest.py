"""A publication of the public figures, and every page of the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import PROJECT
from pipelines.warehouse.plekken import Plekken


@pytest.fixture(scope="session")
def openbaar(openbaar_gepubliceerd: Plekken) -> Plekken:
    return openbaar_gepubliceerd


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
