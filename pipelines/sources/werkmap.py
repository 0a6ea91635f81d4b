"""Workbooks: the as-of moment from the information sheet, and the data sheet as rows of text.

Cells become text in the form of a CSV of the same source, so that typing, quarantine and counting exist once.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pipelines.sources.weigering import Geweigerd

_BEVRAAGD = re.compile(
    r"(?:Bevraagd op|Peilmoment)\D{0,3}(\d{1,2})-(\d{1,2})-(\d{4})(?:\s+(\d{1,2}):(\d{2}))?", re.I
)


def bladen(bestand: Path) -> list[str]:
    """Names of the sheets.

    Raises:
        Geweigerd: not a workbook, or damaged.
    """
    namen: list[str] = _open(bestand).sheet_names
    return namen


def lees_blad(bestand: Path, blad: str, hoogstens: int | None = None) -> list[list[str]]:
    """Rows of sheet `blad` as text, from its first row on, blank ones included; at most `hoogstens`.

    Raises:
        Geweigerd: not a workbook, damaged, or without that sheet.
    """
    werkmap = _open(bestand)
    if blad not in werkmap.sheet_names:
        raise Geweigerd(
            bestand,
            f"has no sheet '{blad}' (it has: {', '.join(werkmap.sheet_names)})",
            f"the sheet '{blad}'",
            "rename the sheet or ask for the right workbook",
        )
    try:
        rijen = werkmap.get_sheet_by_name(blad).to_python(skip_empty_area=False, nrows=hoogstens)
    except Exception as fout:
        raise Geweigerd(
            bestand, f"has a damaged sheet '{blad}'", "a readable sheet", "ask for it again"
        ) from fout
    return [[_tekst(cel) for cel in rij] for rij in rijen]


def peilmoment(bestand: Path, blad: str) -> datetime | None:
    """Moment in a sentence like 'Bevraagd op 21-09-2017 09:42' on sheet `blad`; None if there is none.

    Raises:
        Geweigerd: the sentence holds a date that does not exist.
    """
    if blad not in bladen(bestand):
        return None
    for nummer, rij in enumerate(lees_blad(bestand, blad), start=1):
        gevonden = next((m for cel in rij if (m := _BEVRAAGD.search(cel))), None)
        if gevonden is None:
            continue
        dag, maand, jaar, uur, minuut = (int(d or 0) for d in gevonden.groups())
        try:
            return datetime(jaar, maand, dag, uur, minuut)
        except ValueError as fout:
            raise Geweigerd(
                bestand,
                f"sheet '{blad}' line {nummer} says '{gevonden[0]}', which is no existing moment",
                "'Bevraagd op dd-mm-yyyy hh:mm'",
                "ask the owner when the extract was made and write it in a note beside the file",
            ) from fout
    return None


def _open(bestand: Path) -> Any:
    import python_calamine

    try:
        return python_calamine.CalamineWorkbook.from_path(str(bestand))
    except OSError:
        raise
    except Exception as fout:  # the library raises a class of its own per kind of damage
        raise Geweigerd(
            bestand, f"cannot be opened ({fout})", "an undamaged .xlsx workbook", "ask for it again"
        ) from fout


def _tekst(cel: Any) -> str:
    if isinstance(cel, str):
        return cel
    if isinstance(cel, datetime):
        # a workbook keeps a moment as a fraction of a day, which comes back a hair before or after the second
        return (cel + timedelta(milliseconds=500)).strftime("%d-%m-%Y %H:%M:%S")
    if isinstance(cel, date):
        return cel.strftime("%d-%m-%Y")
    if isinstance(cel, bool):
        return "J" if cel else "N"
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    return str(cel)
