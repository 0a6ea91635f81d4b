"""Fast tests first, and rooms that prepare something large on one worker each."""

from __future__ import annotations

import pytest

# each builds a whole collection once and shares it: on one worker, so that it is not built twice
ROOMS = {"dbt", "faults", "docs", "end_to_end", "bedrijf"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stable order: unit tests, then dbt and defects on prepared builds, then end to end."""
    items.sort(key=_laag)
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_kamer(item) or item.path.name))


def _laag(item: pytest.Item) -> int:
    if item.get_closest_marker("end_to_end"):
        return 2
    return 1 if _kamer(item) else 0


def _kamer(item: pytest.Item) -> str | None:
    return next((deel for deel in item.path.parts if deel in ROOMS), None)
