"""Small deliveries, written by hand: the tests say what stands in a file, not the code that reads it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from pipelines.sources.herkenning import herken
from pipelines.sources.laden import Lading, laad, maak_opslag
from pipelines.sources.levering import Levering

HIER = Path(__file__).resolve().parent
PEIL = "peilmoment: 2018-03-01T06:00:00\n"

with (HIER / "bvh_extract_columns.csv").open(encoding="utf-8", newline="") as _bestand:
    BVI_KOPPEN = [rij["kolomkop"] for rij in csv.DictReader(_bestand)]

JEUGD_KOP = "Gebiedscode;Gemeente;Jaar;Aantal;Kenmerk"


def jeugd(aantal: int) -> list[str]:
    """So many faultless lines of source jeugdoverlast, the first about GM0001."""
    return [f"GM{n:04d};Plaats {n};2014;{n};K{n}" for n in range(1, aantal + 1)]


def bvi_rij(nummer: int, **anders: Any) -> dict[str, Any]:
    """Cells of one incident by header, moments as datetime; `anders` by names like Pleeggemeente."""
    rij: dict[str, Any] = dict.fromkeys(BVI_KOPPEN, "")
    rij |= {
        "Incident Identificatie": f"PL0600_BVH_{nummer}",
        "Bronregistratie": f"PL0600_BVH_2013{nummer:06d}",
        "Incidentsoort code": "A20",
        "Incidentsoort": "Diefstal/inbraak woning",
        "Pleegstraatnaam": "Geheimestraat",
        "Pleeghuisnummer met toev.": "15 A",
        "Pleegpostcode": "6811 AB",
        "Pleeggemeente": "Arnhem",
        "Begin-pleegdatum/tijd": datetime(2013, 12, 31, 23, 59),
        "Eind-pleegdatum/tijd": datetime(2014, 1, 1, 7, 30),
        "Kennisnamedatum/tijd": datetime(2014, 1, 1, 8, 5),
        "Aangifte": "J",
        "Poging": "N",
        "Verdachten": 2,
        "Aanhoudingen": 0,
        "Opgehelderd": "N",
        "Temperatuur": "n/a",
        "Weer": "Geen data aanwezig",
        "X": 190123,
        "Y": 443210.5,
    }
    return rij | anders


def als_csv(rijen: Sequence[dict[str, Any]], koppen: Sequence[str] = BVI_KOPPEN, teken: str = ";") -> str:
    """Incidents as the owner's CSV: dd-mm-yyyy hh:mm, separator `teken`."""

    def cel(waarde: Any) -> str:
        return waarde.strftime("%d-%m-%Y %H:%M") if isinstance(waarde, datetime) else str(waarde)

    regels = [teken.join(koppen)] + [teken.join(cel(rij.get(k, "")) for k in koppen) for rij in rijen]
    return "\r\n".join(regels) + "\r\n"


def schrijf_xlsx(
    pad: Path,
    rijen: Sequence[dict[str, Any]],
    koppen: Sequence[str] = BVI_KOPPEN,
    *,
    blad: str = "Incidenten",
    informatie: Sequence[str] | None = (
        "Diefstal/inbraak woning in Arnhem van 1 jan 2013 t/m 21 sep 2017",
        "Bevraagd op 21-09-2017 09:42",
    ),
) -> None:
    """A workbook in the layout of the police: data, then a sheet Informatie without header."""
    with xlsxwriter.Workbook(str(pad), {"strings_to_urls": False}) as werkmap:
        moment = werkmap.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        gegevens = werkmap.add_worksheet(blad)
        gegevens.write_row(0, 0, koppen)
        for nummer, rij in enumerate(rijen, start=1):
            for kolom, kop in enumerate(koppen):
                waarde = rij.get(kop, "")
                if isinstance(waarde, datetime):
                    gegevens.write_datetime(nummer, kolom, waarde, moment)
                elif waarde != "":
                    gegevens.write(nummer, kolom, waarde)
        if informatie is not None:
            werkmap.add_worksheet("Informatie").write_column(0, 0, informatie)


class Proef:
    """A collection in a temporary folder with a database in memory."""

    def __init__(self, raw: Path) -> None:
        self.raw = raw

    @cached_property
    def con(self) -> duckdb.DuckDBPyConnection:
        """The database, with its empty tables; made when a test first needs it."""
        con = duckdb.connect(config={"threads": 1})
        maak_opslag(con)
        return con

    def leg(
        self, plek: str, inhoud: str | bytes, briefje: str | None = PEIL, codering: str = "utf-8"
    ) -> Path:
        """Put a file at `plek` (source folder and name), with a note beside it."""
        pad = self.raw / plek
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode(codering))
        if briefje is not None:
            self.briefje(pad, briefje)
        return pad

    def briefje(self, pad: Path, inhoud: str) -> None:
        """Write the note of `pad`."""
        pad.with_name(pad.name + ".levering.yml").write_text(inhoud, encoding="utf-8")

    def herken(self, pad: Path, *, demo: bool = False) -> Levering:
        """Recognise `pad` only."""
        return herken(pad, self.raw, fictief_toegestaan=demo)[0]

    def laad(self, pad: Path, *, demo: bool = False) -> Lading:
        """Recognise and load `pad`."""
        levering, meting = herken(pad, self.raw, fictief_toegestaan=demo)
        return laad(self.con, levering, pad, meting)

    def laad_regels(self, kop: str, *regels: str, bron: str = "jeugdoverlast") -> Lading:
        """Load a delivery of `bron` that consists of these lines."""
        return self.laad(self.leg(f"{bron}/levering.csv", "\n".join((kop, *regels)) + "\n"))

    def vraag(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        return self.con.execute(sql).fetchall()

    def afgekeurd(self) -> list[tuple[Any, ...]]:
        """Quarantine: line, column, value, reason."""
        return self.vraag("select regel, kolom, waarde, reden from opslag.afgekeurd order by regel")
