"""Workbooks: the as-of moment from the information sheet, and the data sheet as plain CSV.

A workbook is turned into CSV so that typing, quarantine and counting exist once.
"""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.sources.weigering import Geweigerd

_BEVRAAGD = re.compile(
    r"(?:Bevraagd op|Peilmoment)\D{0,3}(\d{2})-(\d{2})-(\d{4})(?:\s+(\d{2}):(\d{2}))?", re.I
)


def lees_blad(bestand: Path, blad: str) -> list[list[Any]]:
    """Rows of sheet `blad`, from the first row of the sheet on, blank rows included.

    Raises:
        Geweigerd: not a workbook, damaged, or without that sheet.
    """
    import python_calamine

    try:
        werkmap = python_calamine.CalamineWorkbook.from_path(str(bestand))
    except Exception as fout:  # the library raises a class of its own per kind of damage
        raise Geweigerd(
            bestand, f"cannot be opened ({fout})", "an undamaged .xlsx workbook", "ask for it again"
        ) from fout
    if blad not in werkmap.sheet_names:
        raise Geweigerd(
            bestand,
            f"has no sheet '{blad}' (it has: {', '.join(werkmap.sheet_names)})",
            f"the sheet '{blad}'",
            "rename the sheet or ask for the right workbook",
        )
    try:
        rijen: list[list[Any]] = werkmap.get_sheet_by_name(blad).to_python(skip_empty_area=False)
    except Exception as fout:
        raise Geweigerd(
            bestand, f"sheet '{blad}' is damaged ({fout})", "a readable sheet", "ask for it again"
        ) from fout
    return rijen


def peilmoment(bestand: Path, blad: str) -> datetime | None:
    """Moment in a sentence like 'Bevraagd op 21-09-2017 09:42' anywhere on the information sheet."""
    for rij in lees_blad(bestand, blad):
        for cel in rij:
            gevonden = _BEVRAAGD.search(str(cel))
            if gevonden:
                dag, maand, jaar, uur, minuut = (int(d or 0) for d in gevonden.groups())
                return datetime(jaar, maand, dag, uur, minuut)
    return None


def schrijf_csv(rijen: list[list[Any]], doel: Path) -> None:
    """Write sheet rows as `;` CSV in UTF-8; a blank row keeps its line, so line n of the file is row n of the sheet."""
    with doel.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
        for rij in rijen:
            schrijver.writerow([_tekst(cel) for cel in rij])


def _tekst(cel: Any) -> str:
    if isinstance(cel, datetime):
        return cel.strftime("%d-%m-%Y %H:%M:%S")
    if isinstance(cel, date):
        return cel.strftime("%d-%m-%Y")
    if isinstance(cel, bool):
        return "J" if cel else "N"
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    return str(cel).replace("\r", " ").replace("\n", " ")
