"""A night with nothing new: quick, light, and nothing published is touched."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from conftest import bytes_onder, omgeving, roep

from pipelines.settings import PROJECT

pytestmark = pytest.mark.end_to_end

ZWAAR = (
    "dagster", "dbt", "pandas", "great_expectations", "sqlalchemy", "scipy", "numpy", "rich", "altair", "jinja2",
    "vl_convert", "psycopg",
)  # fmt: skip
# runs the command as its entry point does, and says which heavy packages the process has in memory at its end
MET_TELLING = f"""
import atexit, sys
atexit.register(lambda: print("ZWAAR", [m for m in {ZWAAR!r} if m in sys.modules]))
from pipelines.cli import main
main()
"""


def processortijd(doe: Callable[[], object]) -> float:
    """User and system seconds of the processes that `doe` starts and waits for."""
    voor = resource.getrusage(resource.RUSAGE_CHILDREN)
    doe()
    na = resource.getrusage(resource.RUSAGE_CHILDREN)
    return na.ru_utime + na.ru_stime - voor.ru_utime - voor.ru_stime


def test_a_second_run_says_so_and_leaves_every_byte_alone(gepubliceerd: Path) -> None:
    warehouse = gepubliceerd / "warehouse" / "openbaar"
    voor = bytes_onder(warehouse / "publicaties")
    actueel = (warehouse / "actueel").readlink()
    afloop = roep(gepubliceerd, "run", "--verzameling", "openbaar")
    assert (afloop.returncode, afloop.stderr) == (0, "")
    assert afloop.stdout.startswith(
        "Nothing new in openbaar: 8 deliveries, as-of date 15-08-2024, publication "
    )
    assert f"{actueel.name} is current." in afloop.stdout
    assert len(voor) > 30 and bytes_onder(warehouse / "publicaties") == voor
    assert (warehouse / "actueel").readlink() == actueel
    with duckdb.connect(str(warehouse / "logboek.duckdb"), read_only=True) as con:
        laatste = con.execute(
            "select uitkomst, code, melding from run order by begonnen desc limit 1"
        ).fetchone()
    assert laatste is not None and laatste[:2] == ("nothing new", 0) and laatste[2] in afloop.stdout


def test_it_imports_nothing_heavy_and_ends_within_a_second(gepubliceerd: Path) -> None:
    def rustig() -> None:
        afloop = subprocess.run(
            [sys.executable, "-c", MET_TELLING, "run", "--verzameling", "openbaar"],
            env=omgeving(gepubliceerd), capture_output=True, text=True, check=True, cwd=PROJECT,
        )  # fmt: skip
        assert "Nothing new" in afloop.stdout and "ZWAAR []" in afloop.stdout, afloop.stdout

    rustig()  # compiles what was never compiled
    begin = time.perf_counter()
    seconden = [processortijd(rustig) for _ in range(5)]
    muur = (time.perf_counter() - begin) / 5
    print(f"quiet night: {statistics.median(seconden):.2f} s of processor, {muur:.2f} s of wall")
    assert statistics.median(seconden) < 0.9


def test_help_is_quick(gepubliceerd: Path) -> None:
    def hulp() -> None:
        assert "--verzameling" in roep(gepubliceerd, "run", "--help").stdout

    hulp()
    seconden = [processortijd(hulp) for _ in range(5)]
    print(f"--help: {statistics.median(seconden):.2f} s of processor")
    assert statistics.median(seconden) < 0.4


def test_a_file_that_is_only_touched_is_nothing_new(data: Path) -> None:
    bestand = next((data / "raw" / "openbaar" / "politie_47021ned").glob("*.csv"))
    bestand.touch()
    afloop = roep(data, "run", "--verzameling", "openbaar")
    assert afloop.returncode == 0 and "Nothing new" in afloop.stdout


def test_without_a_name_the_own_collection_comes_first_when_it_has_files(data: Path) -> None:
    (data / "raw" / "eigen").mkdir()
    assert "Nothing new in openbaar" in roep(data, "run").stdout
    (data / "raw" / "eigen" / "onbekend.csv").write_text("a;b\n1;2\n")
    afloop = roep(data, "run")
    assert afloop.returncode == 1 and "onbekend.csv is not recognised" in afloop.stderr
    assert "Nothing new in openbaar" in roep(data, "run", VEILIGHEIDSBEELD_VERZAMELING="openbaar").stdout
