"""A receiver of police extracts in its simplest form, to check the truth against what was delivered.

It knows the rules (a row replaces what was known of that incident; absent inside the declared coverage of a
volledig or venster delivery means withdrawn; the file with the smaller hash first at equal moments; a row that
cannot be read is left out) and nothing of the code that wrote the files.
"""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat
import yaml

Rij = dict[str, Any]

SAMENGEVOEGD = {
    # name used -> (from, name that is then right)
    "Millingen aan de Rijn": [(date(2015, 1, 1), "Groesbeek")],
    "Ubbergen": [(date(2015, 1, 1), "Groesbeek")],
    "Groesbeek": [(date(2016, 1, 1), "Berg en Dal")],
    "Rijnwaarden": [(date(2018, 1, 1), "Zevenaar")],
    "Geldermalsen": [(date(2019, 1, 1), "West Betuwe")],
    "Neerijnen": [(date(2019, 1, 1), "West Betuwe")],
    "Lingewaal": [(date(2019, 1, 1), "West Betuwe")],
}
ELDERS = {
    "Berg en Dal": "GM1945",
    "West Betuwe": "GM1960",
    "Almere": "GM0034",
    "Amersfoort": "GM0307",
    "Meppel": "GM0119",
    "Súdwest-Fryslân": "GM1900",
    "Veenendaal": "GM0345",
    "Gennep": "GM0907",
}


@dataclass(frozen=True)
class Levering:
    """A delivered file with its sidecar."""

    pad: Path
    peilmoment: datetime
    soort: str
    dekking: dict[str, Any]
    volgorde: str


def leveringen(map_: Path) -> list[Levering]:
    """Deliveries of one source in the order in which they count."""
    lijst = []
    for bijlage in sorted(map_.glob("*.levering.yml")):
        inhoud = yaml.safe_load(bijlage.read_text(encoding="utf-8"))
        assert inhoud["fictief"] is True, bijlage
        pad = bijlage.with_name(bijlage.name.removesuffix(".levering.yml"))
        lijst.append(
            Levering(
                pad,
                inhoud["peilmoment"],
                inhoud["soort"],
                inhoud.get("dekking") or {},
                hashlib.sha256(pad.read_bytes()).hexdigest(),
            )
        )
    return sorted(lijst, key=lambda lev: (lev.peilmoment, lev.volgorde))


def rijen(pad: Path) -> Iterator[Rij]:
    """Rows of an extract, dates as datetime, empty as None."""
    if pad.suffix == ".xlsx":
        werkmap = openpyxl.load_workbook(pad, read_only=True)
        regels = werkmap["Incidenten"].iter_rows(values_only=True)
        kop = next(regels)
        for regel in regels:
            yield dict(zip(kop, regel, strict=True))
        return
    ruw = pad.read_bytes()
    try:
        tekst = ruw.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = ruw.decode("cp1252")
    for rij in csv.DictReader(io.StringIO(tekst, newline=""), delimiter=";"):
        if leesbaar(rij):
            yield {
                kop: (None if waarde == "" else moment(waarde))
                if kop.endswith("datum/tijd")
                else (waarde or None)
                for kop, waarde in rij.items()
            }


def moment(tekst: str) -> datetime:
    return datetime.strptime(tekst, "%d-%m-%Y %H:%M")


def leesbaar(rij: dict[str, str | None]) -> bool:
    """Whether every cell is there, with a class, J or N for a flag, digits for a number, and real moments."""
    cellen = {kop: cel for kop, cel in rij.items() if cel is not None}
    try:
        for kop, cel in cellen.items():
            if kop.endswith("datum/tijd") and cel:
                moment(cel)
    except ValueError:
        return False
    return (
        len(cellen) == len(rij)
        and bool(cellen["Incidentsoort code"])
        and {cellen["Poging"], cellen["Aangifte"], cellen["Opgehelderd"]} <= {"J", "N"}
        and (cellen["Verdachten"] + cellen["Aanhoudingen"]).isdigit()
        and "onbekend" not in (cellen["X"], cellen["Y"])
    )


def enquete(map_: Path) -> str:
    """SQL for all respondents in `map_`, as text under the headers of the CSV, the SPSS wave among them."""
    delen = [f"SELECT * FROM read_csv('{map_}/*.csv', delim=';', all_varchar=true)"]
    for nummer, pad in enumerate(sorted(map_.glob("*.sav"))):
        tabel, _ = pyreadstat.read_sav(pad)
        als_csv = map_.parents[1] / f"sav_{nummer}.csv"  # beside the deliveries, not among them
        for kop in ("Voelt_zich_weleens_onveilig", "Slachtoffer_woninginbraak"):
            tabel[kop] = tabel[kop].map({1: "J", 2: "N"})
        for kop in ("Kans_woninginbraak", "Tevreden_politie_buurt", "Golf"):
            tabel[kop] = tabel[kop].astype("Int64")
        tabel.columns = [kop.replace("_", " ") for kop in tabel.columns]
        tabel.to_csv(als_csv, sep=";", index=False, decimal=",")
        delen.append(f"SELECT * FROM read_csv('{als_csv}', delim=';', all_varchar=true)")
    return "(" + " UNION ALL BY NAME ".join(delen) + ")"


def ontvang(map_: Path, momenten: list[datetime]) -> dict[datetime, dict[str, Rij]]:
    """What is known at each moment: incident -> its last row."""
    bekend: dict[str, Rij] = {}
    beelden: dict[datetime, dict[str, Rij]] = {}
    wachtend = sorted(momenten)
    for levering in leveringen(map_):
        while wachtend and levering.peilmoment > wachtend[0]:
            beelden[wachtend.pop(0)] = dict(bekend)
        aanwezig = {rij["Incident Identificatie"]: rij for rij in rijen(levering.pad)}
        if levering.soort != "delta":
            weg = [
                nummer
                for nummer, rij in bekend.items()
                if nummer not in aanwezig and gedekt(rij, levering.dekking)
            ]
            for nummer in weg:
                del bekend[nummer]
        bekend.update(aanwezig)
    return beelden | {moment: dict(bekend) for moment in wachtend}


def gedekt(rij: Rij, dekking: dict[str, Any]) -> bool:
    """Whether a delivery with this coverage had to contain the row."""
    assert dekking["datumveld"] == "begin_pleegtijd"
    begin = rij["Begin-pleegdatum/tijd"]
    if begin is None or rij["Incidentsoort code"] not in dekking["codes"]:
        return False
    return datetime.combine(dekking["van"], time.min) <= begin <= datetime.combine(dekking["tot"], time.max)


SCHRIJFWIJZEN = {
    "HENGELO": "Hengelo (O.)",
    "HENGELO (OV)": "Hengelo (O.)",
    "SUDWEST FRYSLAN": "Súdwest-Fryslân",
    "HENGELO (GLD)": "Bronckhorst",
    "SÃºDWEST-FRYSLÃ¢N": "Súdwest-Fryslân",
    "S£DWEST-FRYSLƒN": "Súdwest-Fryslân",
    "S?DWEST-FRYSL?N": "Súdwest-Fryslân",
}


def herkend(geleverd: str, codes: dict[str, str]) -> str:
    """The name that is meant: another case, more blanks, CBS's '(gemeente)', a code that lost its zeros."""
    naam = " ".join(geleverd.upper().split()).removesuffix(" (GEMEENTE)")
    if naam.removeprefix("GM").isdigit():
        code = f"GM{int(naam.removeprefix('GM')):04d}"
        return next(n for n, c in codes.items() if c == code)
    per_naam = {n.upper(): n for n in codes} | {n.upper(): n for n in SAMENGEVOEGD}
    return {k.upper(): v for k, v in SCHRIJFWIJZEN.items()}.get(naam) or per_naam.get(naam, geleverd)


def gebied(rij: Rij, codes: dict[str, str]) -> str | None:
    """CBS code of the gemeente, old names read as what they had become on the counting date."""
    naam = herkend(rij["Pleeggemeente"], codes | ELDERS)
    dag = (rij["Begin-pleegdatum/tijd"] or rij["Eind-pleegdatum/tijd"] or rij["Kennisnamedatum/tijd"]).date()
    gewijzigd = True
    while gewijzigd:
        gewijzigd = False
        for vanaf, nieuw in SAMENGEVOEGD.get(naam, []):
            if dag >= vanaf:
                naam, gewijzigd = nieuw, True
    return (codes | ELDERS).get(naam)
