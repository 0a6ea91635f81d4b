"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest
from bouwsteen import Proef


@pytest.fixture
def proef(tmp_path: Path) -> Proef:
    """An empty collection."""
    proef = Proef(tmp_path / "raw" / "eigen")
    proef.raw.mkdir(parents=True)
    return proef
