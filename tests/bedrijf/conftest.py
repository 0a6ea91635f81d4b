"""A published collection of real public figures, and commands that run on a copy of it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from postgres_server import server  # noqa: F401 a fixture

from pipelines.settings import PROJECT

# takes the gates, the tests of the models and the pages on trust: for what has nothing to do with them
SNEL = """
import pipelines.quality.validation as validation
from pipelines.quality.suites import POORTEN, suites
from pipelines.quality.uitkomst import Uitkomst
from pipelines.warehouse import dbt

def valideer(con, stage):
    return [
        Uitkomst(
            POORTEN[stage], stage, s.tabel, s.naam, v.id, v.soort, v.kolom, v.ernst, True, 1, 0, (), None, ""
        )
        for s in suites(stage) for v in s.verwachtingen
    ]

validation.valideer = valideer
echt = dbt.draai
dbt.draai = lambda bouw, opdracht, **k: echt(bouw, [*opdracht, "--exclude-resource-type", "test"], **k)

from pipelines.publish import publicatie as _publicatie
_publicatie._schrijf_site = lambda *a: None
_publicatie._schrijf_dbtdocs = lambda *a: {}
"""
OPENBAAR = PROJECT / "data" / "raw" / "openbaar"


def omgeving(data: Path, **extra: str) -> dict[str, str]:
    """Environment of a command that works in `data` and knows no setting of whoever runs the tests."""
    eigen = ("VEILIGHEIDSBEELD_", "DAGSTER_", "PYTHONDONTWRITEBYTECODE")
    rest = {k: v for k, v in os.environ.items() if not k.startswith(eigen)}
    return rest | {"PYTHONPATH": str(PROJECT), "VEILIGHEIDSBEELD_DATA": str(data), "COLUMNS": "200"} | extra


def roep(data: Path, *argv: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run the command as anybody does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *argv],
        env=omgeving(data, **extra), capture_output=True, text=True, check=False, cwd=PROJECT,
    )  # fmt: skip


@dataclass(frozen=True)
class Afloop:
    """How a command ended."""

    code: int
    uit: str
    fout: str
    seconden: float  # of processor, not of the wall

    @property
    def alles(self) -> str:
        """Both streams, as a person sees them."""
        return self.uit + self.fout


class Kweekbak:
    """Starts commands from a process that has imported everything."""

    def __init__(self, data: Path, map_: Path) -> None:
        self._map = map_
        self._nummer = 0
        self._proces = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("kweekbak.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=omgeving(data),
        )  # fmt: skip
        assert self._lees() == {"klaar": True}

    def _lees(self) -> dict[str, Any]:
        assert self._proces.stdout is not None
        antwoord: dict[str, Any] = json.loads(self._proces.stdout.readline())
        return antwoord

    def zeg(self, opdracht: dict[str, Any]) -> dict[str, Any]:
        """Send one instruction and read its answer."""
        assert self._proces.stdin is not None
        self._proces.stdin.write(json.dumps(opdracht) + "\n")
        self._proces.stdin.flush()
        return self._lees()

    def start(self, data: Path, *argv: str, eerst: str = "", **env: str) -> Gestart:
        """Start a command in `data`; `eerst` is Python to run before it, `env` are extra variables."""
        self._nummer += 1
        uit, fout = (self._map / f"{self._nummer}.{soort}" for soort in ("uit", "fout"))
        variabelen = {"VEILIGHEIDSBEELD_DATA": str(data)} | env
        opdracht = {"argv": argv, "env": variabelen, "uit": str(uit), "fout": str(fout), "eerst": eerst}
        return Gestart(self, int(self.zeg(opdracht)["pid"]), uit, fout)

    def draai(self, data: Path, *argv: str, eerst: str = "", **env: str) -> Afloop:
        """Run a command to its end."""
        return self.start(data, *argv, eerst=eerst, **env).wacht()

    def sluit(self) -> None:
        """End the process."""
        assert self._proces.stdin is not None
        self._proces.stdin.close()
        self._proces.wait(timeout=30)


@dataclass(frozen=True)
class Gestart:
    """A command that is running."""

    kweekbak: Kweekbak
    pid: int
    uit: Path
    fout: Path

    def wacht(self) -> Afloop:
        """Wait for the end."""
        einde = self.kweekbak.zeg({"wacht": self.pid})
        return Afloop(int(einde["code"]), self.uit.read_text(), self.fout.read_text(), einde["seconden"])

    def tot(self, patroon: str, seconden: float = 120) -> None:
        """Wait until the progress shows `patroon`."""
        einde = time.monotonic() + seconden
        while not (self.fout.exists() and re.search(patroon, self.fout.read_text())):
            assert time.monotonic() < einde, f"{patroon} never came: {self.fout.read_text()}"
            time.sleep(0.01)

    def dood(self) -> int:
        """SIGKILL, and what the system says of it."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wacht().code


@pytest.fixture(scope="session")
def gepubliceerd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder with the public figures published by a real command; tests work on a copy."""
    data = tmp_path_factory.mktemp("gepubliceerd")
    shutil.copytree(OPENBAAR, data / "raw" / "openbaar")
    afloop = roep(data, "run", "--verzameling", "openbaar", VEILIGHEIDSBEELD_THREADS="2")
    assert afloop.returncode == 0, afloop.stderr
    (data / "voortgang.txt").write_text(afloop.stderr)
    return data


@pytest.fixture(scope="session")
def kweekbak(gepubliceerd: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kweekbak]:
    """One process that has imported everything, for all tests."""
    bak = Kweekbak(gepubliceerd, tmp_path_factory.mktemp("uitvoer"))
    yield bak
    bak.sluit()


@pytest.fixture
def data(gepubliceerd: Path, tmp_path: Path) -> Path:
    """A copy of the published collection, to change at will."""
    doel = tmp_path / "data"
    shutil.copytree(gepubliceerd, doel, symlinks=True)
    return doel


@pytest.fixture
def leeg(tmp_path: Path) -> Path:
    """A data folder without any delivery."""
    doel = tmp_path / "data"
    (doel / "raw").mkdir(parents=True)
    return doel


def bytes_onder(map_: Path) -> dict[str, str]:
    """Every file and link under `map_` with what it holds."""
    return {
        p.relative_to(map_).as_posix(): str(p.readlink())
        if p.is_symlink()
        else hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(map_.rglob("*"))
        if p.is_symlink() or p.is_file()
    }


def is_heel(publicatie: Path) -> bool:
    """Whether a publication has its manifest and every Parquet file that it names, byte for byte."""
    tabellen = json.loads((publicatie / "manifest.json").read_text())["tabellen"]
    echt = {
        p.stem: hashlib.sha256(p.read_bytes()).hexdigest() for p in (publicatie / "marts").glob("*.parquet")
    }
    return bool(tabellen) and echt == {naam: t["sha256"] for naam, t in tabellen.items()}


def zonder_spoor(tekst: str) -> bool:
    """Whether a person is spared the traceback."""
    return "Traceback" not in tekst and 'File "' not in tekst
