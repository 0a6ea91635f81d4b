"""One writer: the lock of a run, which says who holds it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path


class Bezet(Exception):  # noqa: N818 - the domain's word
    """Another run holds the warehouse. The text says which process, since when."""


_GEDULD = 0.3  # seconds: a question whether anything is new holds the lock for a moment, a run for minutes


@contextmanager
def slot(pad: Path, *, geduld: float = _GEDULD) -> Iterator[None]:
    """Hold the lock file `pad` while the block runs; the system frees it when the process dies.

    Raises:
        Bezet: another process holds it, also after `geduld` seconds.
    """
    pad.parent.mkdir(parents=True, exist_ok=True)
    bestand = os.open(pad, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        einde = time.monotonic() + geduld
        while not _pak(bestand):
            if time.monotonic() > einde:
                houder = os.pread(bestand, 200, 0).decode(errors="replace").strip() or "it has just begun"
                raise Bezet(
                    f"Another run holds {pad.parent.name} ({houder}); "
                    "wait until it ends, or stop that process."
                )
            time.sleep(0.02)
        os.ftruncate(bestand, 0)
        os.pwrite(bestand, f"process {os.getpid()}, since {datetime.now():%d-%m-%Y %H:%M:%S}".encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(bestand, 0)  # so that who comes in between never reads the name of an earlier run
    finally:
        os.close(bestand)


def houder(pad: Path) -> str | None:
    """Who holds the lock file `pad`, as 'process 12, since …'; None when nobody does.

    Reads the file and takes nothing, so that asking never stands in the way of a run.
    """
    try:
        tekst = pad.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None
    proces = tekst.removeprefix("process ").split(",")[0]
    # a killed run leaves its name behind
    return tekst if proces.isdigit() and Path(f"/proc/{proces}").exists() else None


def _pak(bestand: int) -> bool:
    try:
        fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
