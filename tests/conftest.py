"""Fast tests first, and rooms that prepare something large on one worker each."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

# each builds a whole collection once and shares it
ROOMS = {"dbt", "faults", "docs", "end_to_end", "bedrijf", "postgres"}


class PerRoom(LoadFileScheduling):
    """A file stays on one worker, and so does a room whose files share a build."""

    def _split_scope(self, nodeid: str) -> str:
        bestand = nodeid.split("::", 1)[0]
        return next((deel for deel in PurePosixPath(bestand).parts if deel in ROOMS), bestand)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> PerRoom:
    return PerRoom(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stable order: unit tests, then dbt and defects on prepared builds, then end to end."""
    items.sort(key=_laag)


def _laag(item: pytest.Item) -> int:
    if item.get_closest_marker("end_to_end"):
        return 2
    return 1 if ROOMS & set(item.path.parts) else 0
