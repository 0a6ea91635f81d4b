"""A server, and a small collection to load in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kleine_wereld import Wereld, maak
from postgres_server import Server, server  # noqa: F401 a fixture

from pipelines.settings import DEMO


@pytest.fixture
def wereld(server: Server, tmp_path: Path) -> Iterator[Wereld]:  # noqa: F811
    """A fictitious collection and an empty database."""
    yield maak(tmp_path, server.database(), DEMO)


@pytest.fixture
def server_url(server: Server) -> str:  # noqa: F811
    """Address of an empty database."""
    return server.database()
