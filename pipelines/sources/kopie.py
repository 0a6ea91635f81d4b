"""A delivery as DuckDB reads it best: a row a line, led by its line in the file, and only what is loaded.

After this copy encodings, blank lines, quoted line ends, damaged rows and workbooks no longer matter.
Streets, house numbers and free text stay behind in the delivered file.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from pipelines.sources import savbestand, werkmap
from pipelines.sources.contract import Contract, Kolom
from pipelines.sources.herkenning import (
    Kop,
    controleer_kop,
    in_eigen_koppen,
    is_sav,
    kop_van_rijen,
    lees_kop,
)
from pipelines.sources.meting import Codering, Meting
from pipelines.sources.rijen import TEKENSET, Celfout, Lijnen, Rij, Vrij, lees_rijen
from pipelines.sources.weigering import Geweigerd

_BLOK = 4096  # rows written at once


@dataclass(frozen=True)
class Kopie:
    """`rijen` holds line and cells of `kolommen`; `fouten` holds line;column;reason of what is no row."""

    rijen: Path
    fouten: Path
    teken: str
    kolommen: tuple[Kolom, ...]
    gelezen: int


def maak_kopie(bestand: Path, contract: Contract, meting: Meting, map_: Path) -> Kopie:
    """Copy the rows of `bestand` into the folder `map_`.

    Raises:
        Geweigerd: not the contract's header, a damaged sheet, or a file that changed since it was measured.
    """
    try:
        if is_sav(bestand):
            kopie, regels = _van_sav(bestand, contract, map_), meting.regels
        elif meting.codering == "binair":
            kopie, regels = _van_werkmap(bestand, contract, map_), meting.regels
        else:
            kopie, regels = _van_csv(bestand, contract, meting.codering, map_)
    except (Geweigerd, UnicodeDecodeError) as fout:
        raise (fout if _ongewijzigd(bestand, meting) else _veranderd(bestand)) from fout
    if regels != meting.regels or not _ongewijzigd(bestand, meting):
        raise _veranderd(bestand)
    return kopie


def _van_werkmap(bestand: Path, contract: Contract, map_: Path) -> Kopie:
    blad = werkmap.lees_blad(bestand, str(contract.blad))
    kop = in_eigen_koppen(contract, kop_van_rijen(blad[:1], None, f"sheet '{contract.blad}' line 1"))
    controleer_kop(bestand, contract, kop)
    return _schrijf(contract, kop, ";", _rijen_van_blad(blad), map_)


def _van_sav(bestand: Path, contract: Contract, map_: Path) -> Kopie:
    kop = lees_kop(bestand, contract, "binair")
    controleer_kop(bestand, contract, kop)
    return _schrijf(contract, kop, ";", savbestand.lees_rijen(bestand, contract), map_)


def _van_csv(bestand: Path, contract: Contract, codering: Codering, map_: Path) -> tuple[Kopie, int]:
    """The copy, and the number of lines in which something stood."""
    kop = lees_kop(bestand, contract, codering)
    controleer_kop(bestand, contract, kop)
    teken = str(kop.scheidingsteken)
    with bestand.open(encoding=TEKENSET[codering], newline="") as bron:
        lijnen = Lijnen(bron)
        next(lees_rijen(lijnen, teken))
        kopie = _schrijf(contract, kop, teken, lees_rijen(lijnen, teken, len(kop.koppen)), map_)
    return kopie, lijnen.gevuld


def _rijen_van_blad(blad: list[list[str]]) -> Iterator[Rij]:
    for nummer, rij in enumerate(blad[1:], start=2):
        if any(cel.strip() for cel in rij):
            yield nummer, Vrij(rij)


def _schrijf(contract: Contract, kop: Kop, teken: str, rijen: Iterable[Rij], map_: Path) -> Kopie:
    kolommen = tuple(k for k in contract.geladen if k.kop in kop.koppen)
    kies: Callable[[list[str]], tuple[str, ...]] = itemgetter(*(kop.koppen.index(k.kop) for k in kolommen))
    kopie, fouten = map_ / "rijen.csv", map_ / "fouten.csv"
    gelezen = 0
    blok: list[str] = []
    with kopie.open("w", encoding="utf-8", newline="") as uit, fouten.open("w", encoding="utf-8") as weg:
        fout_uit = csv.writer(weg, delimiter=";", lineterminator="\n")
        for nummer, cellen in rijen:
            gelezen += 1
            if type(cellen) is list:
                blok.append(f"{nummer}{teken}{teken.join(kies(cellen))}\n")
            elif isinstance(cellen, Vrij):
                blok.append(_als_regel(nummer, kies(cellen), teken))
            else:
                fout_uit.writerow((nummer, *(cellen if isinstance(cellen, Celfout) else ("", cellen))))
                continue
            if len(blok) == _BLOK:
                uit.write("".join(blok))
                blok.clear()
        uit.write("".join(blok))
    return Kopie(kopie, fouten, teken, kolommen, gelezen)


def _als_regel(nummer: int, cellen: tuple[str, ...], teken: str) -> str:
    regel = f"{nummer}{teken}{teken.join(cellen)}\n"
    if '"' in regel or regel.count(teken) != len(cellen) or regel.count("\n") != 1 or "\r" in regel:
        # a line end inside a cell is the file's way of writing, not what the cell says
        cellen = tuple(cel.replace("\r\n", "\n").replace("\r", "\n").replace('"', '""') for cel in cellen)
        regel = f'{nummer}{teken}"' + f'"{teken}"'.join(cellen) + '"\n'
    return regel


def _ongewijzigd(bestand: Path, meting: Meting) -> bool:
    with bestand.open("rb") as bron:
        return hashlib.file_digest(bron, "sha256").hexdigest() == meting.sha256


def _veranderd(bestand: Path) -> Geweigerd:
    return Geweigerd(
        bestand,
        "changed between recognising and loading",
        "a file that lies still",
        "copy it whole under a temporary name starting with a dot, rename it, and run again",
    )
