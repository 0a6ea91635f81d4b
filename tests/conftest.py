"""Fast tests first, and rooms that prepare something large on one worker each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import PurePosixPath
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

from pipelines.settings import OPENBAAR, PROJECT, Settings
from pipelines.warehouse.plekken import Plekken

# each builds a whole collection once and shares it
ROOMS = {"dbt", "faults", "docs", "end_to_end", "bedrijf", "site", "postgres"}
# rooms that share a build share a worker
SAMEN = {"site": "docs"}


class PerRoom(LoadFileScheduling):
    """A file stays on one worker, and so does a room whose files share a build."""

    def _split_scope(self, nodeid: str) -> str:
        bestand = nodeid.split("::", 1)[0]
        kamer = next((deel for deel in PurePosixPath(bestand).parts if deel in ROOMS), bestand)
        return SAMEN.get(kamer, kamer)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> PerRoom:
    return PerRoom(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stable order: unit tests, then dbt and defects on prepared builds, then end to end."""
    items.sort(key=_laag)


def _laag(item: pytest.Item) -> int:
    if item.get_closest_marker("end_to_end"):
        return 2
    return 1 if ROOMS & set(item.path.parts) else 0


@pytest.fixture(scope="session")
def openbaar_gepubliceerd(tmp_path_factory: pytest.TempPathFactory) -> Plekken:
    """A publication of the public figures, made by the command as a reader of the README would. Do not change it."""
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
