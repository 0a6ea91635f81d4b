"""The log book keeps what it is told, and lets itself be read while another process writes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.sources.levering import Dekking, Levering
from pipelines.sources.meting import Meting
from pipelines.warehouse import logboek
from pipelines.warehouse.slot import Bezet

LEVERING = Levering(
    "bvi_incidenten", "bvi_incidenten/a.csv", "ab" * 32, datetime(2014, 3, 1, 6, 30), "venster",
    Dekking(("A20", "A30"), None, "begin_pleegtijd", date(2013, 12, 1), date(2014, 2, 28)), True, 2014,
)  # fmt: skip
GEZIEN = logboek.Gezien(
    "bvi_incidenten/a.csv", (10, 1 << 60, 3, 0), "code", "aanvaard", "bvi_incidenten", None, LEVERING,
    Meting("ab" * 32, 10, 7, "windows-1252"),
)  # fmt: skip
GEWEIGERD = logboek.Gezien("b.csv", (1, 2, 3, 4), "code", "geweigerd", None, "is empty", None, None)


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    pad = tmp_path / "eigen" / "logboek.duckdb"
    assert logboek.gezien(pad) == {}
    logboek.bewaar(pad, [GEZIEN, GEWEIGERD], [])
    assert logboek.gezien(pad) == {GEZIEN.pad: GEZIEN, "b.csv": GEWEIGERD}
    logboek.bewaar(pad, [], ["b.csv"])
    assert list(logboek.gezien(pad)) == [GEZIEN.pad]
    logboek.bewaar(pad, [GEZIEN], [])
    assert list(logboek.gezien(pad)) == [GEZIEN.pad]


def test_many_files_are_noted_in_a_moment(tmp_path: Path) -> None:
    import time
    from dataclasses import replace

    begin = time.process_time()
    logboek.bewaar(tmp_path / "l.duckdb", [replace(GEZIEN, pad=f"{n}.csv") for n in range(2000)], [])
    assert len(logboek.gezien(tmp_path / "l.duckdb")) == 2000
    assert time.process_time() - begin < 1.0


def test_runs_and_stages(tmp_path: Path) -> None:
    pad = tmp_path / "logboek.duckdb"
    logboek.schrijf_run(pad, "r1", {"begonnen": datetime(2020, 1, 1, 2), "peildatum": date(2019, 12, 31)})
    logboek.schrijf_run(pad, "r1", {"uitkomst": "gepubliceerd", "code": 0})
    logboek.schrijf_stappen(pad, "r1", [("raw", 10, 0.5), ("marts", 3, 1.5)])
    logboek.schrijf_stappen(pad, "r2", [])
    with logboek.open_logboek(pad, lezen=True) as con:
        assert con.execute("select run_id, begonnen, uitkomst, code, peildatum from run").fetchall() == [
            ("r1", datetime(2020, 1, 1, 2), "gepubliceerd", 0, date(2019, 12, 31))
        ]
        assert con.execute("select stap, rijen, seconden from stap order by rijen").fetchall() == [
            ("marts", 3, 1.5), ("raw", 10, 0.5),
        ]  # fmt: skip


HOUDER = """
import duckdb, sys, time
con = duckdb.connect(sys.argv[1])
print("open", flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.mark.parametrize(("seconden", "geduld"), [(0.3, 5.0), (30.0, 0.2)])
def test_who_finds_it_held_waits_and_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconden: float, geduld: float
) -> None:
    pad = tmp_path / "eigen" / "logboek.duckdb"
    logboek.bewaar(pad, [GEZIEN], [])
    monkeypatch.setattr(logboek, "_GEDULD", geduld)
    with subprocess.Popen(
        [sys.executable, "-c", HOUDER, str(pad), str(seconden)], stdout=subprocess.PIPE, text=True
    ) as houder:
        assert houder.stdout is not None and houder.stdout.readline() == "open\n"
        try:
            if geduld > seconden:
                assert list(logboek.gezien(pad)) == [GEZIEN.pad]
            else:
                with pytest.raises(
                    Bezet, match=r"keeps logboek.duckdb of eigen open; close it and try again"
                ):
                    logboek.gezien(pad)
        finally:
            houder.kill()


def test_damage_is_not_taken_for_a_lock(tmp_path: Path) -> None:
    pad = tmp_path / "logboek.duckdb"
    pad.write_bytes(b"geen database" * 1000)
    with pytest.raises(duckdb.IOException):
        logboek.gezien(pad)
