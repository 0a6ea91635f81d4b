"""One writer: the lock of a run, which says who holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path


class Bezet(Exception):  # noqa: N818 - the domain's word
    """Another run holds the warehouse. The text says which process, since when."""


@contextmanager
def slot(pad: Path) -> Iterator[None]:
    """Hold the lock file `pad` while the block runs; the system frees it when the process dies.

    Raises:
        Bezet: another process holds it.
    """
    pad.parent.mkdir(parents=True, exist_ok=True)
    bestand = os.open(pad, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            houder = os.pread(bestand, 200, 0).decode(errors="replace").strip() or "it has just begun"
            raise Bezet(
                f"Another run holds {pad.parent.name} ({houder}); wait until it ends, or stop that process."
            ) from None
        os.ftruncate(bestand, 0)
        os.pwrite(bestand, f"process {os.getpid()}, since {datetime.now():%d-%m-%Y %H:%M:%S}".encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(bestand, 0)  # so that who comes in between never reads the name of an earlier run
    finally:
        os.close(bestand)
