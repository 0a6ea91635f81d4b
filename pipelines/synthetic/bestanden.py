"""Writing deliveries in the shapes their owners use, each with its sidecar, and always the same bytes."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import duckdb

KENMERK: Final = "PL9999"
"""Every identifier of the demonstration starts with this, so that a bare copy is recognised too."""
VASTE_DATUM: Final = datetime(2020, 7, 1)
"""Date of making in workbook properties: the clock would make every run differ."""
_SAV_DATUM: Final = 92  # bytes before the moment of making in an SPSS file, and that moment as it writes it
_SAV_GEMAAKT: Final = b"01 Jul 2000:00:00"


@dataclass(frozen=True)
class Dekking:
    """What a volledig or venster delivery covers; empty parts mean no limit."""

    codes: Sequence[str] = ()
    datumveld: str | None = None
    van: str | None = None
    tot: str | None = None


@dataclass
class Uitvoer:
    """Where deliveries go, and a count of what was written: rows and files per source."""

    doel: Path
    rijen: dict[str, int] = field(default_factory=dict)
    bestanden: dict[str, int] = field(default_factory=dict)

    def pad(self, bron: str, naam: str) -> Path:
        """Path of a delivery, its folder made."""
        map_ = self.doel / bron
        map_.mkdir(parents=True, exist_ok=True)
        return map_ / naam

    def noteer(self, bron: str, aantal: int) -> None:
        """Count a delivery of so many rows."""
        self.rijen[bron] = self.rijen.get(bron, 0) + aantal
        self.bestanden[bron] = self.bestanden.get(bron, 0) + 1


def schrijf_bijlage(pad: Path, peilmoment: str, soort: str, dekking: Dekking | None = None) -> None:
    """Write `<file>.levering.yml`; `peilmoment` is ISO, to the second."""
    regels = [f"peilmoment: {peilmoment}", f"soort: {soort}"]
    if dekking is not None:
        regels.append("dekking:")
        if dekking.codes:
            regels.append(f"  codes: [{', '.join(dekking.codes)}]")
        if dekking.datumveld:
            regels += [f"  datumveld: {dekking.datumveld}", f"  van: {dekking.van}", f"  tot: {dekking.tot}"]
    regels.append("fictief: true")
    pad.with_name(pad.name + ".levering.yml").write_text("\n".join(regels) + "\n", encoding="utf-8")


def copieer_naar_csv(verbinding: duckdb.DuckDBPyConnection, vraag: str, pad: Path) -> int:
    """Write the rows of a query as `;` CSV in UTF-8, header first; returns the number of rows."""
    # DuckDB wants the file name in the statement itself
    naam = str(pad).replace("'", "''")
    rij = verbinding.execute(
        f"COPY ({vraag}) TO '{naam}' (FORMAT csv, DELIMITER ';', HEADER true)"
    ).fetchone()
    return int(rij[0]) if rij else 0


def naar_windows_1252(pad: Path) -> None:
    """Turn a UTF-8 file into Windows-1252, as older exports are."""
    pad.write_bytes(pad.read_text(encoding="utf-8").encode("cp1252"))


def met_bom(pad: Path) -> None:
    """Put a byte order mark in front of a UTF-8 file, as spreadsheets do."""
    pad.write_bytes(b"\xef\xbb\xbf" + pad.read_bytes())


def kopieer_met_bijlage(bron: Path, doel: Path) -> None:
    """Send a delivery a second time under another name, sidecar included."""
    shutil.copyfile(bron, doel)
    shutil.copyfile(bron.with_name(bron.name + ".levering.yml"), doel.with_name(doel.name + ".levering.yml"))


def schrijf_sav(
    pad: Path,
    kolommen: Mapping[str, Sequence[Any]],
    labels: Mapping[str, Mapping[int, str]],
    missend: Mapping[str, Sequence[int]],
) -> int:
    """Write an SPSS file; returns the number of rows.

    Names are the headers with underscores for blanks, dates become SPSS dates, None stays empty. `labels` and
    `missend` (values that count as no answer) are by header.
    """
    import pandas as pd
    import pyreadstat

    def naam(kop: str) -> str:
        return kop.replace(" ", "_")

    tabel = pd.DataFrame({naam(kop): pd.Series(list(waarden)) for kop, waarden in kolommen.items()})
    pyreadstat.write_sav(
        tabel,
        str(pad),
        file_label="FICTIEVE CIJFERS",
        column_labels=list(kolommen),
        variable_value_labels={naam(kop): dict(per) for kop, per in labels.items()},
        missing_ranges={naam(kop): list(waarden) for kop, waarden in missend.items()},
    )
    with pad.open("r+b") as bestand:  # the header tells when it was made
        bestand.seek(_SAV_DATUM)
        bestand.write(_SAV_GEMAAKT)
    return len(tabel)


def schrijf_werkmap(
    pad: Path, blad: str, kop: Sequence[str], rijen: Iterable[Sequence[Any]], informatie: Sequence[str]
) -> int:
    """Write an xlsx with one sheet of data and a sheet Informatie; returns the number of rows.

    Dates become date cells, text stays text, None stays empty.
    """
    import xlsxwriter

    aantal = 0
    with xlsxwriter.Workbook(str(pad), {"strings_to_formulas": False, "strings_to_urls": False}) as werkmap:
        werkmap.set_properties({"created": VASTE_DATUM, "comments": "FICTIEVE CIJFERS"})
        moment = werkmap.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        dag = werkmap.add_format({"num_format": "dd-mm-yyyy"})
        gegevens = werkmap.add_worksheet(blad)
        gegevens.write_row(0, 0, kop)
        for nummer, rij in enumerate(rijen, start=1):
            aantal = nummer
            for kolom, waarde in enumerate(rij):
                if isinstance(waarde, datetime):
                    gegevens.write_datetime(nummer, kolom, waarde, moment)
                elif isinstance(waarde, date):
                    gegevens.write_datetime(nummer, kolom, datetime.combine(waarde, datetime.min.time()), dag)
                elif isinstance(waarde, str):
                    gegevens.write_string(nummer, kolom, waarde)
                elif waarde is not None:
                    gegevens.write_number(nummer, kolom, waarde)
        blad_informatie = werkmap.add_worksheet("Informatie")
        for nummer, regel in enumerate(informatie):
            blad_informatie.write_string(nummer, 0, regel)
    return aantal
