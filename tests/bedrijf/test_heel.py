"""Whatever happens to a run, a reader finds a whole publication."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from conftest import OPENBAAR, SNEL, Kweekbak, bytes_onder, is_heel, omgeving, zonder_spoor

from pipelines.settings import PROJECT

pytestmark = pytest.mark.end_to_end

RUN = ("run", "--verzameling", "openbaar")
LEZER = """
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
vraag = "select count(*), sum(hash(waarde)), max(publicatie) from (select *, 1 as publicatie from marts.indicatoren)"
print(con.execute(vraag).fetchone(), flush=True)
for _ in sys.stdin:
    print(con.execute(vraag).fetchone(), con.execute("select count(*) from marts.leveringen").fetchone(), flush=True)
"""


def voeg_iets_toe(data: Path) -> None:
    """A later delivery: the same table of inhabitants, extracted a month later."""
    map_ = data / "raw" / "openbaar" / "cbs_70072ned"
    eerste = next(map_.glob("*.csv"))
    shutil.copy(eerste, map_ / "later.csv")
    (map_ / "later.csv.levering.yml").write_text("peilmoment: 2024-09-15T06:00:00\nsoort: volledig\n")


def halve_mappen(data: Path) -> list[str]:
    """What a run that was killed left among the publications."""
    return [p.name for p in (data / "warehouse" / "openbaar").glob("**/.half-*")]


def test_a_reader_keeps_the_old_publication_while_a_new_one_appears(data: Path, kweekbak: Kweekbak) -> None:
    actueel = data / "warehouse" / "openbaar" / "actueel"
    oud = actueel.resolve()
    with subprocess.Popen(
        [sys.executable, "-c", LEZER, str(actueel / "veiligheidsbeeld.duckdb")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as lezer:  # fmt: skip
        assert lezer.stdin and lezer.stdout
        eerst = lezer.stdout.readline().strip()
        voeg_iets_toe(data)
        afloop = kweekbak.draai(data, *RUN, eerst=SNEL)
        assert afloop.code == 0, afloop.alles
        assert actueel.resolve() != oud and is_heel(oud) and is_heel(actueel)
        lezer.stdin.write("\n")
        lezer.stdin.flush()
        later = lezer.stdout.readline().strip()
        lezer.stdin.close()
    assert eerst and later == f"{eerst} (8,)"
    with duckdb.connect(str(actueel.resolve() / "veiligheidsbeeld.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from marts.leveringen").fetchone() == (9,)


def test_killed_at_ten_moments_there_is_the_old_one_or_the_new_one(data: Path, kweekbak: Kweekbak) -> None:
    warehouse = data / "warehouse" / "openbaar"
    oud = (warehouse / "actueel").resolve()
    voeg_iets_toe(data)
    momenten = [
        "", "opslag", "gate raw", "staging  ", "gate staging", "intermediate  ", "gate intermediate", "marts  ",
        "gate marts", "datakwaliteit",
    ]  # fmt: skip
    for moment in momenten:
        gestart = kweekbak.start(data, *RUN, eerst=SNEL)
        gestart.tot(moment)
        assert gestart.dood() == -9, f"the run was over before {moment}: {gestart.fout.read_text()}"
        assert (warehouse / "actueel").resolve() == oud and is_heel(oud), moment
    afloop = kweekbak.draai(data, *RUN, eerst=SNEL)
    assert afloop.code == 0, afloop.alles
    assert (warehouse / "actueel").resolve() != oud and is_heel(warehouse / "actueel") and is_heel(oud)
    assert halve_mappen(data) == []
    with duckdb.connect(str(warehouse / "logboek.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from run where beeindigd is null").fetchone() == (9,)


def test_killed_before_the_first_publication_there_is_none(leeg: Path, kweekbak: Kweekbak) -> None:
    shutil.copytree(OPENBAAR, leeg / "raw" / "openbaar")
    gestart = kweekbak.start(leeg, *RUN, eerst=SNEL)
    gestart.tot("staging  ")
    assert gestart.dood() == -9
    assert not os.path.lexists(leeg / "warehouse" / "openbaar" / "actueel")
    status = kweekbak.draai(leeg, "status", "--verzameling", "openbaar")
    assert status.code == 0 and "was cut short" in status.uit and "Published: nothing yet." in status.uit


# kills the process at the n-th step of publishing: before and after each thing that touches the disk
DOOD_BIJ = """
import os, signal
from pathlib import Path
from pipelines.publish import publicatie, snapshot
n = {n}
def tel(wat):
    def doe(*a, **k):
        global n
        for _ in range(2):
            n -= 1
            if n == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            if _ == 0:
                uit = wat(*a, **k)
        return uit
    return doe
snapshot.schrijf = tel(snapshot.schrijf)
publicatie._schrijf_manifest = tel(publicatie._schrijf_manifest)
for naam in ("rename", "replace", "symlink_to"):
    setattr(Path, naam, tel(getattr(Path, naam)))
"""


@pytest.fixture(scope="module")
def gebouwd(gepubliceerd: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder of which the build is ready for another publication than the one that is there."""
    data = tmp_path_factory.mktemp("gebouwd") / "data"
    shutil.copytree(gepubliceerd, data, symlinks=True)
    return data


PUBLICEER = """
import sys
from datetime import date
from pathlib import Path
from pipelines.orchestration.modellen import manifest
from pipelines.publish.publicatie import publiceer
from pipelines.settings import settings
from pipelines.warehouse import bouw
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.publicatie import ruim_op
from pipelines.warehouse.stil import neem_op
plekken = Plekken.van("openbaar", settings())
ruim_op(plekken)
con = bouw.open_bouw(plekken, settings())
lev = neem_op(plekken).leveringen()
def docs(map_): (map_ / "datadocs").mkdir()
publiceer(con, plekken, "0123456789abcdef", date(2024, 8, 15), lev, manifest(), docs, rapport=False)
"""


@pytest.mark.parametrize("stap", range(1, 13))
def test_killed_at_every_step_of_publishing(gebouwd: Path, kweekbak: Kweekbak, stap: int) -> None:
    warehouse = gebouwd / "warehouse" / "openbaar"
    nieuw = warehouse / "publicaties" / "0123456789abcdef"
    afloop = kweekbak.draai(gebouwd, "--help", eerst=DOOD_BIJ.format(n=stap) + PUBLICEER)
    assert is_heel(warehouse / "actueel")
    assert not nieuw.exists() or is_heel(nieuw), "a folder has its name only when it is whole"
    if stap <= 10:
        assert afloop.code == -9, afloop.alles
    if stap == 12:  # beyond the last step: nothing was killed
        assert afloop.code == 0 and (warehouse / "actueel").resolve() == nieuw and halve_mappen(gebouwd) == []


@contextmanager
def kleine_schijf(map_: Path, omvang: str) -> Iterator[None]:
    """A file system of `omvang` on `map_`; skips where that may not be made."""
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={omvang}", "tmpfs", str(map_)], check=False
    ).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(map_)], check=True)


# files cannot grow beyond this many bytes: what a full disk does to whoever writes
VOL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({n}, {n}))\n"


@pytest.mark.parametrize("grootste", [2_000_000, 24_000_000])
def test_a_full_disk_is_one_sentence_and_the_old_publication(
    data: Path, kweekbak: Kweekbak, grootste: int
) -> None:
    warehouse = data / "warehouse" / "openbaar"
    voor = bytes_onder(warehouse / "publicaties")
    oud = (warehouse / "actueel").resolve()
    voeg_iets_toe(data)
    afloop = kweekbak.draai(data, *RUN, eerst=SNEL + VOL.format(n=grootste))
    assert afloop.code == 1 and zonder_spoor(afloop.alles), afloop.alles
    assert "File too large" in afloop.fout and "check space and rights there." in afloop.fout
    assert (warehouse / "actueel").resolve() == oud
    weg = kweekbak.draai(data, "status", "--verzameling", "openbaar")
    assert weg.code == 0 and f"Published: {oud.name}" in weg.uit
    assert {
        k: v for k, v in bytes_onder(warehouse / "publicaties").items() if "/.half-" not in f"/{k}"
    } == voor


def test_a_folder_that_may_not_be_written_is_one_sentence(data: Path) -> None:
    for map_, _, bestanden in os.walk(data):
        os.chmod(map_, 0o755)
        for naam in bestanden:
            os.chmod(Path(map_) / naam, 0o644) if not (Path(map_) / naam).is_symlink() else None
    for boven in data.parents:
        if boven.stat().st_uid == os.getuid() and boven != Path("/"):
            boven.chmod(boven.stat().st_mode | 0o055)
    als_niemand = (lambda: os.setuid(65534)) if os.getuid() == 0 else None
    if als_niemand is None:
        for map_, _, _ in os.walk(data / "warehouse"):
            os.chmod(map_, 0o555)
    afloop = subprocess.run(
        [sys.executable, "-c", "from pipelines.cli import main; main()", *RUN],
        env=omgeving(data), capture_output=True, text=True, check=False, cwd=PROJECT, preexec_fn=als_niemand,
    )  # fmt: skip
    if "pipelines" in afloop.stderr and "ModuleNotFound" in afloop.stderr:
        pytest.skip("another user cannot read the project here")
    assert afloop.returncode == 1, afloop.stderr
    assert "Permission denied: " in afloop.stderr and "check space and rights there." in afloop.stderr
    assert len(afloop.stderr.strip().splitlines()) == 1
