"""One small demonstration, written once for all tests of the generator."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.synthetic import Samenvatting, schrijf_demo

SCHAAL = 0.02


@dataclass(frozen=True)
class Demo:
    """Where a small demonstration lies, and what its maker said about it."""

    raw: Path
    waarheid: Path
    samenvatting: Samenvatting


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration at 2 % of its size."""
    return _schrijf(tmp_path_factory.mktemp("demo"), 2014)


@pytest.fixture(scope="session")
def andere_demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Another world of that size: one where chance alone would put two gemeenten in the national top ten."""
    return _schrijf(tmp_path_factory.mktemp("andere_demo"), 11)


def _schrijf(map_: Path, zaad: int) -> Demo:
    return Demo(
        map_ / "raw", map_ / "demo", schrijf_demo(map_ / "raw", map_ / "demo", zaad=zaad, schaal=SCHAAL)
    )
