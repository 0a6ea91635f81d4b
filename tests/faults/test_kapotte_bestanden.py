"""A broken file stops the whole run: it says where, exits with 1 and leaves the earlier publication."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from defecten import DEFECTEN, Defect
from kapotte_bestanden import KAPOT

PROJECT = Path(__file__).resolve().parents[2]
END_TO_END = [d for d in DEFECTEN if d.end_to_end]


def _run(data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "run", "--verzameling", "openbaar"],
        cwd=PROJECT,
        env={**os.environ, "VEILIGHEIDSBEELD_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def _inhoud(publicatie: Path) -> dict[str, bytes]:
    return {str(p.relative_to(publicatie)): p.read_bytes() for p in publicatie.rglob("*") if p.is_file()}


@pytest.mark.end_to_end
@pytest.mark.parametrize("defect", END_TO_END, ids=lambda d: f"{d.id}-{d.bestand}")
def test_the_run_stops_and_the_earlier_publication_stays(
    defect: Defect, gepubliceerd: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(gepubliceerd, tmp_path / "data", symlinks=True))
    warehouse = data / "warehouse" / "openbaar"
    eerder = (warehouse / "actueel").readlink()
    voor = _inhoud(warehouse / "actueel")
    kapot = KAPOT[defect.bestand](data / "raw" / "openbaar")

    uitkomst = _run(data)

    assert uitkomst.returncode == 1, uitkomst.stdout + uitkomst.stderr
    suite = f"{defect.stage}.{defect.tabel}"
    kort = defect.verwachting.removeprefix(f"{suite}.")
    zin = re.search(
        rf"^Gate \d \({defect.stage}\) blocks: suite {re.escape(suite)}, "
        rf"expectation {kort}: (\d+) of (\d+) rows \(([^)]+)\)\. .+\.$",
        uitkomst.stderr,
        re.MULTILINE,
    )
    assert zin, uitkomst.stderr
    rijen, sleutels = int(zin[1]), zin[3].removesuffix(", …").split(", ")
    assert rijen > 0 and len(sleutels) == min(rijen, 20)
    if defect.stage == "raw":
        with duckdb.connect(str(warehouse / "bouw.duckdb"), read_only=True) as con:
            naam = str(kapot.relative_to(data / "raw" / "openbaar"))
            (levering,) = con.execute(
                "select levering_id from opslag.levering where bestand = ?", [naam]
            ).fetchone() or (None,)
        regels = kapot.read_text(encoding="utf-8").count("\n")
        assert {s.split(":")[0] for s in sleutels} == {levering}
        assert all(2 <= int(s.split(":")[1]) <= regels for s in sleutels)
    assert (warehouse / "actueel").readlink() == eerder
    assert _inhoud(warehouse / "actueel") == voor


def test_every_broken_file_has_its_line_in_the_list() -> None:
    assert sorted(d.bestand for d in END_TO_END) == sorted(KAPOT)
