"""Fast tests first: what runs the whole pipeline comes after everything that does not."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stable order: unit tests, then dbt and defects on prepared builds, then end to end."""
    items.sort(key=_laag)


def _laag(item: pytest.Item) -> int:
    if item.get_closest_marker("end_to_end"):
        return 2
    return 1 if {"dbt", "faults", "docs", "end_to_end", "bedrijf"} & set(item.path.parts) else 0
