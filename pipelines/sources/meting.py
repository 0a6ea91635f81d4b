"""One pass over a delivered file: its hash, its lines and its encoding."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipelines.sources.weigering import Geweigerd

Codering = Literal["utf-8", "windows-1252", "binair"]
_BLOK = 1 << 20
# bytes that mean nothing in Windows-1252
_LEGE_REGEL = re.compile(rb"(?<=\n)\n")
_ONBEKEND = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))


@dataclass(frozen=True)
class Meting:
    """What the bytes say. `regels` counts lines that hold something, header included."""

    sha256: str
    omvang: int
    regels: int
    codering: Codering


def meet(bestand: Path, *, tekst: bool) -> Meting:
    """Hash `bestand` and, for text, count its lines and tell UTF-8 from Windows-1252.

    Raises:
        Geweigerd: UTF-16, or bytes that are neither UTF-8 nor Windows-1252.
    """
    som = hashlib.sha256()
    omvang = regels = 0
    utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")("strict")
    leeg = True  # the line so far holds nothing
    with bestand.open("rb") as bron:
        while blok := bron.read(_BLOK):
            if (
                omvang == 0
                and tekst
                and (blok[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in blok)
            ):
                raise Geweigerd(
                    bestand, "is UTF-16 or binary", "CSV in UTF-8 or Windows-1252", "save it again as CSV"
                )
            som.update(blok)
            omvang += len(blok)
            if not tekst:
                continue
            nieuw, leeg = _tel_regels(blok, leeg)
            regels += nieuw
            if utf8 is not None and not (blok.isascii() and utf8.getstate() == (b"", 0)):
                try:
                    utf8.decode(blok)
                except UnicodeDecodeError:
                    utf8 = None
    if not tekst:
        return Meting(som.hexdigest(), omvang, 0, "binair")
    if not leeg:
        regels += 1
    if utf8 is not None:
        try:
            utf8.decode(b"", final=True)
            return Meting(som.hexdigest(), omvang, regels, "utf-8")
        except UnicodeDecodeError:
            pass  # ends inside a character: it can only be Windows-1252
    _controleer_windows_1252(bestand)
    return Meting(som.hexdigest(), omvang, regels, "windows-1252")


def _tel_regels(blok: bytes, leeg: bool) -> tuple[int, bool]:
    """Lines of `blok` that hold something, and whether the unfinished last line is still empty."""
    kaal = blok.replace(b"\r", b"")
    if not kaal:
        return 0, leeg
    # a newline that follows a newline ends an empty line; the one at the start depends on the block before
    lege = len(_LEGE_REGEL.findall(kaal)) + (kaal[:1] == b"\n" and leeg)
    return kaal.count(b"\n") - lege, kaal[-1:] == b"\n"


def _controleer_windows_1252(bestand: Path) -> None:
    with bestand.open("rb") as bron:
        for nummer, regel in enumerate(bron, start=1):
            fout = next((b for b in regel if b in _ONBEKEND), None)
            if fout is not None:
                raise Geweigerd(
                    bestand,
                    f"line {nummer} holds byte 0x{fout:02X}, which is neither UTF-8 nor Windows-1252",
                    "CSV in UTF-8 or Windows-1252",
                    "save it again in one of these",
                )
