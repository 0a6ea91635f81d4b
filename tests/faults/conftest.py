"""Prepared stages for the defects, and one real run for what only a whole run can show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import voorbereiding
from voorbereiding import Gebouwd

from pipelines.settings import settings


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of our own, which the settings of this process point to."""
    map_ = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("VEILIGHEIDSBEELD_DATA", str(map_))
        omgeving.setenv("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
        settings.cache_clear()
        yield map_
    settings.cache_clear()


@pytest.fixture(scope="session")
def gebouwd(data: Path) -> Iterator[dict[str, Gebouwd]]:
    """Both collections after their last stage, by name."""
    voorbereiding.zet_openbaar(settings())
    voorbereiding.zet_demo(settings())
    klaar = {naam: voorbereiding.bouw_op(naam, settings()) for naam in ("openbaar", "demo")}
    yield klaar
    for verzameling in klaar.values():
        verzameling.con.close()
