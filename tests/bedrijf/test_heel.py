"""Whatever happens to a run, a reader finds a whole publication."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import OPENBAAR, SNEL, Kweekbak, bytes_onder, is_heel, omgeving, zonder_spoor

from pipelines.settings import PROJECT
from pipelines.warehouse.publicatie import wijs_aan

pytestmark = pytest.mark.end_to_end

RUN = ("run", "--verzameling", "openbaar")
LEZER = """
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
vraag = "select count(*), sum(hash(waarde)) from marts.indicatoren"
leveringen = "select count(*) from marts.leveringen"
print(con.execute(vraag).fetchone(), flush=True)
for _ in sys.stdin:
    print(con.execute(vraag).fetchone(), con.execute(leveringen).fetchone(), flush=True)
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


TIEN = (
    "", "opslag", "gate raw", "staging  ", "gate staging", "intermediate  ", "gate intermediate",
    "marts  ", "gate marts", "datakwaliteit",
)  # fmt: skip


@pytest.mark.parametrize(
    "momenten",
    [
        pytest.param(("", "staging  ", "gate marts"), id="three"),
        pytest.param(TIEN, id="ten", marks=pytest.mark.soak),
    ],
)
def test_killed_at_any_moment_there_is_the_old_one_or_the_new_one(
    data: Path, kweekbak: Kweekbak, momenten: tuple[str, ...]
) -> None:
    warehouse = data / "warehouse" / "openbaar"
    oud = (warehouse / "actueel").resolve()
    voeg_iets_toe(data)
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
        assert con.execute("select count(*) from run where beeindigd is null").fetchone() == (
            len(momenten) - 1,  # at the first there was no run yet
        )


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
from pipelines.publish import werkmappen
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
def een_werkmap(con, map_, kenmerken, *, fictief):
    (map_ / "werkmappen").mkdir()
    (map_ / "werkmappen" / "x.xlsx").write_bytes(b"x")
    return {"aantal": 1, "sha256": werkmappen.sommen(map_ / "werkmappen")}
werkmappen.schrijf = een_werkmap  # a hundred more of them make no more steps
publiceer(con, plekken, "0123456789abcdef", date(2024, 8, 15), lev, manifest(), docs, rapport=False)
"""


@pytest.mark.parametrize("stap", range(1, 12))
def test_killed_at_every_step_of_publishing(gebouwd: Path, kweekbak: Kweekbak, stap: int) -> None:
    warehouse = gebouwd / "warehouse" / "openbaar"
    nieuw = warehouse / "publicaties" / "0123456789abcdef"
    if nieuw.exists():
        shutil.rmtree(nieuw)
    wijs_aan(
        warehouse / "actueel", next(p for p in nieuw.parent.iterdir() if not p.name.startswith(".half-"))
    )
    afloop = kweekbak.draai(gebouwd, "--help", eerst=DOOD_BIJ.format(n=stap) + PUBLICEER)
    assert is_heel(warehouse / "actueel")
    assert not nieuw.exists() or is_heel(nieuw), "a folder has its name only when it is whole"
    if stap <= 10:
        assert afloop.code == -9, afloop.alles
    else:  # beyond the last step: nothing was killed
        assert afloop.code == 0 and (warehouse / "actueel").resolve() == nieuw and halve_mappen(gebouwd) == []


# files cannot grow beyond so many bytes: what a full disk does to whoever writes
VOL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))\n"
VOL_BIJ_PUBLICEREN = """
import resource
from pipelines.publish import snapshot
schrijf = snapshot.schrijf
def eerst_vol(*a, **k):
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    return schrijf(*a, **k)
snapshot.schrijf = eerst_vol
"""


@pytest.mark.parametrize("vol", [VOL, VOL_BIJ_PUBLICEREN])
def test_a_full_disk_leaves_the_old_publication_and_says_so(data: Path, kweekbak: Kweekbak, vol: str) -> None:
    warehouse = data / "warehouse" / "openbaar"
    voor = bytes_onder(warehouse / "publicaties")
    oud = (warehouse / "actueel").resolve()
    voeg_iets_toe(data)
    afloop = kweekbak.draai(data, *RUN, eerst=SNEL + vol)
    assert afloop.code == 1 and zonder_spoor(afloop.alles), afloop.alles
    assert "File too large" in afloop.fout, afloop.fout
    assert (warehouse / "actueel").resolve() == oud
    weg = kweekbak.draai(data, "status", "--verzameling", "openbaar")
    assert weg.code == 0 and f"Published: {oud.name}" in weg.uit
    nu = bytes_onder(warehouse / "publicaties")
    assert {pad: som for pad, som in nu.items() if not pad.startswith(".half-")} == voor


def _zonder_voorrechten() -> None:
    """Root that has to keep to the rights of files, as anybody else."""
    if os.getuid() == 0:
        for voorrecht in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, voorrecht, 0, 0, 0)


@pytest.mark.parametrize(("mappen", "bestanden"), [(0o555, 0o444), (0o555, 0o644)])
def test_a_folder_that_may_not_be_written_is_one_sentence(data: Path, mappen: int, bestanden: int) -> None:
    warehouse = data / "warehouse" / "openbaar"
    voeg_iets_toe(data)
    alles = [p for p in (warehouse, *warehouse.iterdir()) if not p.is_symlink()]
    for pad in alles:
        pad.chmod(mappen if pad.is_dir() else bestanden)
    try:
        afloop = subprocess.run(
            [sys.executable, "-m", "pipelines.cli", *RUN],
            env=omgeving(data), capture_output=True, text=True, check=False, cwd=PROJECT,
            preexec_fn=_zonder_voorrechten,
        )  # fmt: skip
    finally:
        for pad in alles:
            pad.chmod(0o755)
    assert afloop.returncode == 1, afloop.stderr
    assert "Permission denied" in afloop.stderr and "check space and rights there." in afloop.stderr
    assert len(afloop.stderr.strip().splitlines()) == 1
    assert is_heel(warehouse / "actueel")
