"""SPSS files (`.sav`): variables as columns, value labels as the codes of the contract, rows as text.

Cells become text in the form of a CSV of the same source, so that typing, quarantine and counting exist once.
A variable is a column when its name is the column's header with underscores for blanks, or the column's name
in the warehouse; capitals do not count. What the file itself declares missing is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipelines.sources.contract import VERWACHT, Contract, Kolom
from pipelines.sources.rijen import Celfout, Rij, Vrij
from pipelines.sources.weigering import Geweigerd

BLOK = 10_000  # rows in memory at once
_NULPUNT = date(1582, 10, 14)  # SPSS counts seconds from here
_DATUM = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "DATETIME", "YMDHMS")


def koppen(bestand: Path, contract: Contract) -> tuple[str, ...]:
    """Headers of the variables, spelled as the contract does where it knows them.

    Raises:
        Geweigerd: no SPSS file, or a damaged one.
    """
    return tuple(_kop(contract, naam) for naam in _lees(bestand, metadataonly=True)[1].column_names)


def lees_rijen(bestand: Path, contract: Contract, hoogstens: int | None = None) -> Iterator[Rij]:
    """Rows as text, numbered as the lines of a CSV would be (the header is line 1); at most `hoogstens`.

    Raises:
        Geweigerd: a damaged file, or a variable whose values cannot be those of its column.
    """
    info = _lees(bestand, metadataonly=True)[1]
    vertalers = [_vertaler(bestand, contract, naam, info) for naam in info.column_names]
    gelezen = 0
    while hoogstens is None or gelezen < hoogstens:
        aantal = BLOK if hoogstens is None else min(BLOK, hoogstens - gelezen)
        kolommen, _ = _lees(bestand, row_offset=gelezen, row_limit=aantal)
        rijen = list(zip(*kolommen.values(), strict=True))
        for rij in rijen:
            gelezen += 1
            cellen = [vertaal(waarde) for vertaal, waarde in zip(vertalers, rij, strict=True)]
            fout = next((cel for cel in cellen if isinstance(cel, Celfout)), None)
            yield gelezen + 1, fout or Vrij(cel for cel in cellen if isinstance(cel, str))
        if len(rijen) < aantal:
            break


def _lees(bestand: Path, **keuze: Any) -> tuple[dict[str, list[Any]], Any]:
    import pyreadstat

    try:
        kolommen, info = pyreadstat.read_sav(
            str(bestand), output_format="dict", disable_datetime_conversion=True, **keuze
        )
    except OSError:
        raise
    except (
        Exception
    ) as fout:  # the library raises a class of its own, and others for damage it did not foresee
        raise Geweigerd(
            bestand,
            f"cannot be read as an SPSS file ({str(fout).rstrip('.') or type(fout).__name__})",
            "an undamaged .sav",
            "ask for it again",
        ) from fout
    return kolommen, info


def _kop(contract: Contract, naam: str) -> str:
    kolom = _kolom(contract, naam)
    return naam if kolom is None else kolom.kop


def _kolom(contract: Contract, naam: str) -> Kolom | None:
    kaal = naam.casefold()
    return next(
        (k for k in contract.kolommen if kaal in (k.kop.replace(" ", "_").casefold(), k.naam.casefold())),
        None,
    )


def _vertaler(bestand: Path, contract: Contract, naam: str, info: Any) -> Callable[[Any], str | Celfout]:
    """What turns a value of variable `naam` into the text of its column."""
    kolom = _kolom(contract, naam)
    if kolom is None or not kolom.laden:
        return lambda _waarde: ""
    labels: dict[Any, str] = info.variable_value_labels.get(naam, {})
    tekstvariabele = info.readstat_variable_types[naam] == "string"
    datumvariabele = info.original_variable_types[naam].rstrip("0123456789.").upper() in _DATUM
    wat = "text" if tekstvariabele else "a date" if datumvariabele else "a number"
    past = {
        "tekst": not datumvariabele,
        "datum": tekstvariabele or datumvariabele,
        "janee": tekstvariabele or bool(labels),
        "geheel": not tekstvariabele and not datumvariabele,
        "decimaal": not tekstvariabele and not datumvariabele,
    }.get(kolom.type, tekstvariabele)
    if not past:
        verwacht = "value labels Ja and Nee" if kolom.type == "janee" else VERWACHT[kolom.type]
        raise Geweigerd(
            bestand,
            f"has {wat} in column '{kolom.kop}' (variable {naam})"
            + (" without value labels" if kolom.type == "janee" else ""),
            verwacht,
            "ask the owner for the file with that variable as docs/bronnen.md describes it",
        )
    if datumvariabele:
        return lambda waarde: "" if waarde is None else _dag(waarde)
    if labels:
        return _per_label(kolom, labels, contract.decimaalteken)
    return lambda waarde: _tekst(waarde, contract.decimaalteken)


def _per_label(kolom: Kolom, labels: dict[Any, str], teken: str) -> Callable[[Any], str | Celfout]:
    """The code behind a label. A label counts, not the number it stands at: scales are made in both directions."""
    codes = {label.casefold(): code for label, code in kolom.labels}
    schaal = any(codes.values())  # else labels only stand at what is no answer
    if schaal:
        verwacht = ", ".join(label for label, code in kolom.labels if code)
    else:
        verwacht = f"{VERWACHT[kolom.type]} without a label"

    def vertaal(waarde: Any) -> str | Celfout:
        if waarde is None or waarde == "":
            return ""
        if waarde not in labels:
            if schaal:
                return Celfout(kolom.kop, f"a value without a label, expected {verwacht}")
            return _tekst(waarde, teken)
        label = " ".join(labels[waarde].split())
        if kolom.type == "tekst":
            return label
        code = codes.get(label.casefold())
        return Celfout(kolom.kop, f"label '{label}', expected {verwacht}") if code is None else code

    return vertaal


def _tekst(waarde: Any, teken: str) -> str:
    if waarde is None:
        return ""
    if not isinstance(waarde, float):
        return str(waarde)
    # repr is the shortest text that reads back as the same number
    return str(int(waarde)) if waarde.is_integer() else repr(waarde).replace(".", teken[0])


def _dag(seconden: float) -> str:
    try:
        return (_NULPUNT + timedelta(seconds=seconden)).strftime("%d-%m-%Y")
    except OverflowError:
        return str(seconden)  # no day at all: typing refuses it
