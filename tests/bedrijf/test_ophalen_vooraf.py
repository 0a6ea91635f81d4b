"""Fetching from the command line and before a run; off unless a setting says otherwise."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import OPENBAAR, omgeving, roep

sys.path.append(str(Path(__file__).resolve().parents[1] / "sources"))
from statline import StatLine, dien

BELEVING = OPENBAAR / "cbs_81877ned" / "81877NED_2012-2017.csv"


@pytest.fixture
def statline() -> Iterator[StatLine]:
    """Ten rows of 81877NED, newer than any file that was found."""
    with BELEVING.open(encoding="utf-8-sig", newline="") as bestand:
        rijen: list[dict[str, Any]] = list(csv.DictReader(bestand, delimiter=";"))[:10]
    with dien(
        StatLine("81877NED", [r | {"ID": int(r["ID"])} for r in rijen], "2019-03-01T02:00:00")
    ) as dienst:
        yield dienst


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A collection `openbaar` with one delivery."""
    doel = tmp_path / "raw" / "openbaar" / "cbs_81877ned"
    shutil.copytree(BELEVING.parent, doel)
    return tmp_path


def _bestanden(data: Path) -> list[str]:
    return sorted(p.name for p in (data / "raw" / "openbaar" / "cbs_81877ned").glob("*.csv"))


def test_one_table_by_hand(data: Path, statline: StatLine) -> None:
    adres = {"VEILIGHEIDSBEELD_OPHALEN_ADRES": statline.adres}
    klaar = roep(data, "ophalen", "--verzameling", "openbaar", "--tabel", "81877NED", **adres)
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert klaar.stdout == "81877NED: 10 rows of 01-03-2019 02:00 in 81877NED_20190301T0200.csv.\n"
    assert _bestanden(data) == ["81877NED_2012-2017.csv", "81877NED_20190301T0200.csv"]


def test_a_table_that_fails_is_said_and_gives_exit_1(data: Path) -> None:
    adres = {
        "VEILIGHEIDSBEELD_OPHALEN_ADRES": "http://127.0.0.1:9",
        "VEILIGHEIDSBEELD_OPHALEN_WACHTTIJD": "1",
    }
    klaar = roep(data, "ophalen", "--verzameling", "openbaar", "--tabel", "81877NED", **adres)
    assert klaar.returncode == 1 and klaar.stdout == ""
    assert klaar.stderr.startswith("Table 81877NED was not fetched: ") and klaar.stderr.count("\n") == 1


def test_what_cannot_be_asked_for(data: Path) -> None:
    klaar = roep(data, "ophalen", "--verzameling", "openbaar", "--tabel", "12345NED")
    assert klaar.returncode == 2
    assert klaar.stderr == (
        "There is no table '12345NED' to fetch; choose from 70072ned, 81877NED, 81928NED, 83648NED, 47018NED, "
        "47021NED.\n"
    )
    (data / "raw" / "demo").mkdir()
    klaar = roep(data, "ophalen", "--verzameling", "demo")
    assert klaar.returncode == 2 and "no real table belongs in it" in klaar.stderr


def _vooraf(data: Path, **anders: str) -> list[str]:
    """The warnings before a run in a process of its own, where the settings are read afresh."""
    code = (
        "from pipelines.settings import settings; from pipelines.warehouse.plekken import Plekken\n"
        "from pipelines.warehouse.aanvoer import haal_vooraf\n"
        "print(*haal_vooraf(Plekken.van('openbaar', settings()), settings()), sep='\\n', end='')"
    )
    klaar = subprocess.run(
        [sys.executable, "-c", code], env=omgeving(data, **anders), capture_output=True, text=True, check=True
    )
    return klaar.stdout.splitlines()


def test_a_run_fetches_only_when_a_setting_says_so(data: Path, statline: StatLine) -> None:
    adres = {"VEILIGHEIDSBEELD_OPHALEN_ADRES": statline.adres}
    assert _vooraf(data, **adres) == [] and statline.vragen == []
    waarschuwingen = _vooraf(data, **adres, VEILIGHEIDSBEELD_OPHALEN="1")
    assert len(_bestanden(data)) == 2
    # this service has one table: the others fail, and nothing else happens
    assert len(waarschuwingen) == 5 and all(
        "was not fetched: the service answers 404" in w for w in waarschuwingen
    )


def test_a_run_goes_on_when_nothing_can_be_fetched(data: Path) -> None:
    """The run itself is stopped by its deliveries here, after the warnings."""
    for pad in (data / "raw" / "openbaar" / "cbs_81877ned").glob("*"):
        pad.unlink()
    anders = {
        "VEILIGHEIDSBEELD_OPHALEN": "1",
        "VEILIGHEIDSBEELD_OPHALEN_ADRES": "http://127.0.0.1:9",
        "VEILIGHEIDSBEELD_OPHALEN_WACHTTIJD": "0.5",
    }
    klaar = roep(data, "run", "--verzameling", "openbaar", **anders)
    regels = klaar.stderr.splitlines()
    assert [r[:14] for r in regels[:6]] == ["Warning: Table"] * 6
    assert regels[6].startswith("No accepted delivery in ")
