"""The rows of a CSV with the physical line each begins at, however it is damaged.

A broken row costs its own line only: after a stray quotation mark reading starts again at the next line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple, TextIO

from pipelines.sources.meting import Codering

# characters: longer than any row, and short enough to notice a quotation mark that never closes
LANGSTE = 131_072
TEKENSET: dict[Codering, str] = {"utf-8": "utf-8-sig", "windows-1252": "cp1252"}

_TE_LANG = f"longer than {LANGSTE} characters"
_AANHALING = "a quotation mark that is not closed, or closes inside a cell"


class Celfout(NamedTuple):
    """Why a row cannot be used, told of one of its columns."""

    kolom: str
    reden: str


class Vrij(list[str]):
    """Cells that were not cut out of a line by its separators: these can hold one, or a line end."""


Rij = tuple[int, list[str] | str | Celfout]  # line, and its cells or why it has none


class Lijnen:
    """Physical lines of a text, with their number; lines can be put back."""

    def __init__(self, bron: TextIO) -> None:
        self._bron = bron
        self._terug: deque[str] = deque()
        self.nummer = 0
        self._leeg = 0

    @property
    def gevuld(self) -> int:
        """Lines read that hold something."""
        return self.nummer - self._leeg

    def __iter__(self) -> Iterator[str]:
        terug, bron = self._terug, self._bron
        while (lijn := terug.popleft() if terug else next(bron, None)) is not None:
            self.nummer += 1
            if len(lijn) < 3 and not lijn.strip("\r\n"):
                self._leeg += 1
            yield lijn

    def zet_terug(self, lijnen: list[str]) -> None:
        """Let `lijnen`, the last ones read, be read again."""
        self._terug.extendleft(reversed(lijnen))
        self.nummer -= len(lijnen)
        self._leeg -= sum(not lijn.strip("\r\n") for lijn in lijnen)


def lees_rijen(lijnen: Lijnen, teken: str, breedte: int | None = None) -> Iterator[Rij]:
    """Rows of `lijnen`, separated by `teken`; a row without anything in it is left out.

    With `breedte`, a row of another number of cells comes as the reason why it is no row.
    """
    for lijn in lijnen:
        nummer = lijnen.nummer
        cellen: list[str] | str
        if len(lijn) > LANGSTE:
            cellen = _TE_LANG
        elif '"' in lijn:
            cellen = _lees_aangehaald(lijn, lijnen, teken)
        else:
            cellen = lijn.rstrip("\r\n").split(teken)
            if len(cellen) == breedte and cellen[0].strip():  # nearly every row, by the shortest way
                yield nummer, cellen
                continue
        if isinstance(cellen, list):
            if not (cellen[0].strip() or any(c.strip() for c in cellen)):
                continue
            if breedte is not None and len(cellen) != breedte:
                cellen = f"{len(cellen)} cells instead of {breedte}"
        yield nummer, cellen


def _lees_aangehaald(lijn: str, lijnen: Lijnen, teken: str) -> list[str] | str:
    """Cells of the row that begins with `lijn` and may take lines after it; or what is wrong with it."""
    erbij: list[str] = []

    def vervolg() -> Iterator[str]:
        for volgende in lijnen:
            erbij.append(volgende)
            yield volgende

    try:
        cellen = Vrij(next(csv.reader(chain((lijn,), vervolg()), delimiter=teken, strict=True)))
    except csv.Error:
        lijnen.zet_terug(erbij)
        return _AANHALING
    if sum(map(len, erbij), len(lijn)) > LANGSTE:
        lijnen.zet_terug(erbij)
        return _TE_LANG
    return cellen
