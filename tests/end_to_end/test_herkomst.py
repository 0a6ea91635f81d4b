"""Every figure leads back: to a statement that gives it again, and to the lines of the delivered files."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from pipelines.publish.fouten import GeenPublicatie
from pipelines.publish.herkomst import Herkomst, zoek
from pipelines.settings import PROJECT
from tests.end_to_end.conftest import Stand

pytestmark = pytest.mark.end_to_end


def alle(con: duckdb.DuckDBPyConnection) -> list[Herkomst]:
    """Provenance of every target in every year, unit level."""
    cursor = con.cursor()
    cursor.execute("set schema = 'marts'")
    doelen = cursor.execute("select distinct doel_id, jaar from doelbereik order by all").fetchall()
    return [zoek(cursor, str(d), int(j), None) for d, j in doelen]


@pytest.mark.parametrize("welke", ["openbaar", "demo_stand"])
def test_de_sql_geeft_de_waarde_terug(welke: str, request: pytest.FixtureRequest) -> None:
    stand: Stand = request.getfixturevalue(welke)
    gevonden = alle(stand.con)
    assert len(gevonden) == 18 * 9
    met_cijfer = [h for h in gevonden if h.rij["waarde"] is not None]
    assert len(met_cijfer) > 40
    for h in gevonden:
        assert (h.sql is None) == (h.rij["waarde"] is None), (h.rij["doel_id"], h.rij["jaar"])
    for h in met_cijfer:
        assert h.sql is not None
        (waarde,) = stand.con.execute(h.sql).fetchone() or (None,)
        assert waarde == pytest.approx(h.rij["waarde"], abs=1e-9), (h.rij["doel_id"], h.rij["jaar"], h.sql)


@pytest.mark.parametrize("welke", ["openbaar", "demo_stand"])
def test_elk_cijfer_noemt_zijn_leveringen(welke: str, request: pytest.FixtureRequest) -> None:
    stand: Stand = request.getfixturevalue(welke)
    for h in alle(stand.con):
        if h.rij["waarde"] is None:
            continue
        assert h.leveringen, (h.rij["doel_id"], h.rij["jaar"], h.rij["bron"])
        for deel in h.leveringen:
            assert 2 <= deel["eerste_regel"] <= deel["laatste_regel"]
            assert deel["rijen"] <= deel["laatste_regel"] - deel["eerste_regel"] + 1
        if h.rij["indicator_id"] == "woninginbraken":
            assert sum(d["bijdrage"] for d in h.leveringen) == h.rij["waarde"]


def test_van_t02_2016_naar_de_regels_van_het_bestand(openbaar: Stand) -> None:
    """Read the named lines of the named file with plain Python: they add up to the figure."""
    cursor = openbaar.con.cursor()
    cursor.execute("set schema = 'marts'")
    h = zoek(cursor, "T02", 2016, None)
    (deel,) = h.leveringen
    bestand = PROJECT / "data" / "raw" / "openbaar" / Path(deel["bestand"])
    inhoud = bestand.read_bytes()
    assert hashlib.sha256(inhoud).hexdigest() == deel["sha256"]
    in_eenheid = {
        str(r[0])
        for r in cursor.execute(
            "select gebied_code from dim_gebied where in_eenheid and gebied_type = 'gemeente'"
        ).fetchall()
    }
    regels = inhoud.decode("utf-8-sig").splitlines()[deel["eerste_regel"] - 1 : deel["laatste_regel"]]
    cellen = [regel.split(";") for regel in regels]
    mee = [int(c[3]) for c in cellen if c[0] == "1.1.1" and c[1] in in_eenheid and c[2] == "2016JJ00"]
    assert len(mee) == deel["rijen"] == 76
    assert sum(mee) == h.rij["waarde"] == 9534


@pytest.mark.parametrize("gebied", ["PD021", "BT0033", "GM0193", "GM1945"])
def test_ook_een_deel_van_de_eenheid_leidt_terug(demo_stand: Stand, gebied: str) -> None:
    cursor = demo_stand.con.cursor()
    cursor.execute("set schema = 'marts'")
    h = zoek(cursor, "T02", 2017, gebied)
    assert h.sql is not None
    (waarde,) = demo_stand.con.execute(h.sql).fetchone() or (None,)
    assert waarde == h.rij["waarde"]
    assert sum(d["bijdrage"] for d in h.leveringen) == waarde
    momenten = [d["peilmoment"] for d in h.leveringen]
    assert all(a <= b for a, b in pairwise(momenten))


def test_wat_er_niet_is_krijgt_een_zin(openbaar: Stand) -> None:
    cursor = openbaar.con.cursor()
    cursor.execute("set schema = 'marts'")
    with pytest.raises(GeenPublicatie, match="T01 to T18"):
        zoek(cursor, "T99", 2016, None)
    with pytest.raises(GeenPublicatie, match="GM9999"):
        zoek(cursor, "T02", 2016, "GM9999")
