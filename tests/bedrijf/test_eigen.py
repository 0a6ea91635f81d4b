"""One's own collection: an extract of incidents in the shape in which it really comes, of another unit."""

from __future__ import annotations

import csv
import stat
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from conftest import SNEL, Kweekbak

from pipelines.settings import PROJECT

pytestmark = pytest.mark.end_to_end

KOPPEN = PROJECT / "tests" / "sources" / "bvh_extract_columns.csv"
RIJEN = 400
WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def schrijf_extract(bestand: Path) -> None:
    """A workbook as notes B1 describe it: 33 columns on sheet Incidenten, the as-of moment on Informatie."""
    with KOPPEN.open(encoding="utf-8-sig", newline="") as bron:
        koppen = [r["kolomkop"] for r in csv.DictReader(bron)]
    assert len(koppen) == 33
    bestand.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(bestand)) as boek:
        tijd = boek.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        blad = boek.add_worksheet("Incidenten")
        blad.write_row(0, 0, koppen)
        for n in range(RIJEN):
            begin = datetime(2016, 1, 1, 14) + timedelta(hours=17 * n)
            groningen = n % 3 > 0
            waarden: dict[str, object] = {
                "Incident Identificatie": f"PL0100_BVH_{2016000000 + n}",
                "Bronregistratie": f"2016{n:06}",
                "Incidentsoort code": "A72",
                "Incidentsoort": "Diefstal van/uit/vanaf overige vervoermiddelen",
                "Pleegstraatnaam": "HEREWEG",
                "Pleegpostcode": "9725 AB" if groningen else "3511",
                "Pleegplaats": "GRONINGEN" if groningen else "UTRECHT",
                "Pleeggemeente": "Groningen" if groningen else "Utrecht",
                "Pleegprovincie": "Groningen" if groningen else "Utrecht",
                "Pleegwijk": "Wijk 01",
                "Pleegbuurt": "Buurt 02",
                "Begin-pleegdag v/d week": WEEKDAGEN[begin.weekday()],
                "Begin-pleegdatum/tijd": begin,
                "Eind-pleegdatum/tijd": begin + timedelta(hours=3),
                "Kennisnamedatum/tijd": begin + timedelta(hours=5),
                "Aangifte": "J",
                "Poging": "N",
                "Verdachten": 0,
                "Aanhoudingen": 0,
                "Opgehelderd": "N",
                "Temperatuur": "8,2",
                "X": 233_500.0,
                "Y": 581_900.0,
            }
            for kolom, kop in enumerate(koppen):
                waarde = waarden.get(kop)
                if isinstance(waarde, datetime):
                    blad.write_datetime(n + 1, kolom, waarde, tijd)
                elif waarde is not None:
                    blad.write(n + 1, kolom, waarde)
        boek.add_worksheet("Informatie").write_column(
            0, 0, ["Incidenten BVI, diefstal van en uit vervoermiddelen", "Bevraagd op 21-09-2017 09:42"]
        )


@pytest.mark.parametrize(("map_", "eerst"), [("", ""), ("bvi_incidenten", SNEL)])
def test_an_extract_of_another_unit_is_accounted_for_row_by_row(
    leeg: Path, kweekbak: Kweekbak, map_: str, eerst: str
) -> None:
    schrijf_extract(leeg / "raw" / "eigen" / map_ / "A72 2016.xlsx")
    afloop = kweekbak.draai(leeg, "run", eerst=eerst)
    assert afloop.code == 0, afloop.alles
    warehouse = leeg / "warehouse" / "eigen"
    bestand = (warehouse / "actueel" / "veiligheidsbeeld.duckdb").resolve()
    with duckdb.connect(str(bestand), read_only=True) as con:
        con.execute("set schema = 'marts'")
        assert con.execute(
            """select bron, gelezen, aanvaard, afgekeurd, peilmoment::varchar from leveringen
            where gelezen is not null"""
        ).fetchall() == [("bvi_incidenten", RIJEN, RIJEN, 0, "2017-09-21 09:42:00")]
        regels = con.execute(
            "select count(*), count(distinct regel), min(regel), max(regel) from feit_incident"
        )
        assert regels.fetchone() == (RIJEN, RIJEN, 2, RIJEN + 1)
        # where an incident lies outside the unit it says so, and no indicator of the unit counts it
        plaats = con.execute("select gebied_status, count(*) from feit_incident group by all").fetchall()
        assert plaats == [("buiten de eenheid", RIJEN)]
        statussen = con.execute(
            """select distinct meetstatus from doelbereik
            where doel_id in ('T01', 'T02', 'T03', 'T06', 'T07', 'T12') and jaar = 2018"""
        ).fetchall()
        assert statussen == [("geen levering",)]
        assert con.execute("select count(*) from doelbereik where waarde is not null").fetchone() == (0,)
    for prive in (bestand, bestand.parent / "marts" / "feit_incident.parquet", warehouse / "bouw.duckdb"):
        assert stat.S_IMODE(prive.stat().st_mode) == 0o640, prive
    sleutel = leeg / "pseudoniem.sleutel"
    assert stat.S_IMODE(sleutel.stat().st_mode) == 0o600 and len(sleutel.read_text()) == 64
    eerste = sleutel.read_text()
    rustig = kweekbak.draai(leeg, "run")
    assert rustig.code == 0 and "Nothing new in eigen: 1 deliveries" in rustig.uit
    assert sleutel.read_text() == eerste, "made once"
    status = kweekbak.draai(leeg, "status")
    assert f"{RIJEN}" in next(r for r in status.uit.splitlines() if "bvi_incidenten" in r)
