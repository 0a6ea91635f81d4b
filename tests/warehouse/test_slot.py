"""One run at a time, and a dead run holds nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.settings import PROJECT
from pipelines.warehouse.slot import Bezet, slot

HOUDER = """
import sys, time
from pathlib import Path
from pipelines.warehouse.slot import slot
with slot(Path(sys.argv[1])):
    print("vast", flush=True)
    time.sleep(60)
"""


def _houder(pad: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOUDER, str(pad)],
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_process_is_told_who_and_since_when_and_a_killed_one_frees_it(tmp_path: Path) -> None:
    pad = tmp_path / "eigen" / ".slot"
    with _houder(pad) as houder:
        assert houder.stdout is not None and houder.stdout.readline() == "vast\n"
        with pytest.raises(Bezet) as fout, slot(pad):
            pytest.fail("two at once")
        zin = str(fout.value)
        assert zin.startswith("Another run holds eigen (process ")
        assert f"process {houder.pid}, since " in zin
        assert re.search(r"since \d{2}-\d{2}-\d{4} \d{2}:\d{2}:\d{2}\)", zin)
        assert zin.endswith("wait until it ends, or stop that process.")
        houder.kill()  # SIGKILL
        houder.wait()
        with slot(pad):
            assert f"process {os.getpid()}, " in pad.read_text()


def test_the_lock_is_free_after_the_block_and_after_an_error(tmp_path: Path) -> None:
    pad = tmp_path / ".slot"
    with pytest.raises(ZeroDivisionError), slot(pad):
        raise ZeroDivisionError
    with slot(pad):
        pass
    assert pad.read_text() == "", "no name of an earlier run stays behind"


def test_two_collections_do_not_hold_each_other(tmp_path: Path) -> None:
    with slot(tmp_path / "a" / ".slot"), slot(tmp_path / "b" / ".slot"):
        pass
