"""One pass over a delivered file: its hash, its lines and its encoding."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipelines.sources.vorm import Vorm
from pipelines.sources.weigering import Geweigerd

Codering = Literal["utf-8", "windows-1252", "binair"]
_BLOK = 1 << 20
_LEGE_REGELS = re.compile(rb"\n\n+")
# bytes that mean nothing in Windows-1252
_ONBEKEND = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# what é, ë, ï, ö, ü are in UTF-8; as Windows-1252 it reads 'Ã' and a sign, which no Dutch text holds
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")


@dataclass(frozen=True)
class Meting:
    """What the bytes say. `regels` counts lines that hold something, header included.

    `vorm` is None until the file is recognised.
    """

    sha256: str
    omvang: int
    regels: int
    codering: Codering
    vorm: Vorm | None = None


def meet(bestand: Path, *, tekst: bool) -> Meting:
    """Hash `bestand` and, for text, count its lines and tell UTF-8 from Windows-1252.

    Raises:
        Geweigerd: UTF-16 or binary, or text that is neither UTF-8 nor Windows-1252 throughout.
    """
    som = hashlib.sha256()
    omvang = regels = 0
    utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")("strict")
    leeg = True  # the line so far holds nothing
    with bestand.open("rb") as bron:
        while blok := bron.read(_BLOK):
            if tekst:
                _weiger_binair(bestand, blok, regels)
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
    """Lines of `blok` that hold something, and whether the unfinished last line is still empty.

    A line ends at CR, LF or both; a pair that falls in two blocks looks like an empty line, which is fine.
    """
    kaal = blok.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in blok else blok
    # a newline that follows a newline ends an empty line; the one at the start depends on the block before
    lege = sum(len(reeks) - 1 for reeks in _LEGE_REGELS.findall(kaal)) if b"\n\n" in kaal else 0
    lege += kaal[:1] == b"\n" and leeg
    return kaal.count(b"\n") - lege, kaal[-1:] == b"\n"


def _weiger_binair(bestand: Path, blok: bytes, regels: int) -> None:
    if regels == 0 and blok[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise Geweigerd(bestand, "is UTF-16", "CSV in UTF-8 or Windows-1252", "save it again in one of these")
    if b"\0" in blok:
        raise Geweigerd(
            bestand,
            "is not text (it holds zero bytes): UTF-16, another kind of file, or damaged on its way",
            "CSV in UTF-8 or Windows-1252",
            "save it again in one of these, or ask for it again",
        )


def _controleer_windows_1252(bestand: Path) -> None:
    """What is not UTF-8 must be Windows-1252 from the first byte to the last."""
    with bestand.open("rb") as bron:
        for nummer, regel in enumerate(bron, start=1):
            if regel.isascii():
                continue
            if fout := _ONBEKEND.search(regel):
                wat = f"line {nummer} holds byte 0x{fout[0][0]:02X}, which is neither UTF-8 nor Windows-1252"
            elif _UTF8_LETTER.search(regel) or (nummer == 1 and regel.startswith(codecs.BOM_UTF8)):
                wat = f"mixes two encodings: line {nummer} is UTF-8, another line is not"
            else:
                continue
            raise Geweigerd(
                bestand,
                wat,
                "CSV that is UTF-8 or Windows-1252 throughout",
                "save it again in one of these",
            )
