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
    map_ = tmp_path_factory.mktemp("demo")
    samenvatting = schrijf_demo(map_ / "raw", map_ / "demo", schaal=SCHAAL)
    return Demo(map_ / "raw", map_ / "demo", samenvatting)
