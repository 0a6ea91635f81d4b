"""The odd shapes that real deliveries have, each present in the demonstration (notes B1, B2 and B5)."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import yaml

from .conftest import Demo

KOP = [
    "Incident Identificatie", "Bronregistratie", "Incidentsoort code", "Incidentsoort", "Pleegstraatnaam",
    "Pleeghuisnummer met toev.", "Pleegpostcode", "Pleegplaats", "Pleeggemeente", "Pleegprovincie",
    "Pleegwijk", "Pleegbuurt", "Pleegsubbuurt", "Begin-pleegdag v/d week", "Begin-pleegdagdeel",
    "Begin-pleegdatum/tijd", "Eind-pleegdag v/d week", "Eind-pleegdagdeel", "Eind-pleegdatum/tijd",
    "Kennisnamedag v/d week", "Kennisnamedagdeel", "Kennisnamedatum/tijd", "Aangifte", "Poging",
    "Verdachten", "Aanhoudingen", "Opgehelderd", "Object", "Project(en)", "Temperatuur", "Weer", "X", "Y",
]  # fmt: skip
EXTRA = ["Basisteam", "District", "Werkwijze/MO"]


@pytest.fixture(scope="module")
def bvi(demo: Demo) -> Path:
    return demo.raw / "bvi_incidenten"


@pytest.fixture(scope="module")
def eerste(bvi: Path) -> duckdb.DuckDBPyConnection:
    """The first delivery as table `r`, with times typed; `zes_jaar` adds two yearly windows: rare things need room."""
    verbinding = duckdb.connect()
    namen = ("bvi_2014-03-01", "bvi_2016-02-01_jaren", "bvi_2018-02-01_jaren")
    for tabel, bestanden in (("r", namen[:1]), ("zes_jaar", namen)):
        verbinding.execute(
            f"""CREATE TABLE {tabel} AS SELECT *,
                strptime("Begin-pleegdatum/tijd", '%d-%m-%Y %H:%M') AS van,
                strptime("Eind-pleegdatum/tijd", '%d-%m-%Y %H:%M') AS tot,
                strptime("Kennisnamedatum/tijd", '%d-%m-%Y %H:%M') AS kennis
            FROM read_csv({[f"{bvi}/{naam}.csv" for naam in bestanden]}, delim=';', all_varchar=true,
                union_by_name=true)"""
        )
    return verbinding


def bijlage(pad: Path) -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load(
        pad.with_name(pad.name + ".levering.yml").read_text(encoding="utf-8")
    )
    return inhoud


def kop(pad: Path, codering: str = "utf-8") -> list[str]:
    with pad.open(encoding=codering, newline="") as bestand:
        return next(csv.reader(bestand, delimiter=";"))


def test_elke_levering_heeft_een_bijlage_die_zegt_dat_zij_fictief_is(demo: Demo) -> None:
    gegevens = [p for p in demo.raw.rglob("*") if p.suffix in (".csv", ".xlsx", ".sav")]
    assert len(gegevens) == demo.samenvatting.aantal_leveringen > 230
    for pad in gegevens:
        inhoud = bijlage(pad)
        assert inhoud["fictief"] is True
        assert isinstance(inhoud["peilmoment"], datetime)
        assert inhoud["soort"] in ("volledig", "venster", "delta")
        assert "dekking" not in inhoud or inhoud["soort"] != "delta"
        assert "dekking" in inhoud or inhoud["soort"] != "venster"


def test_kolommen_zijn_die_van_een_uittreksel(bvi: Path) -> None:
    assert kop(bvi / "bvi_2014-03-01.csv") == KOP + EXTRA
    assert kop(bvi / "bvi_2016-04-01.csv") == KOP  # without the optional ones
    assert kop(bvi / "bvi_2016-04-01_herlevering.csv") == KOP + EXTRA
    anders = kop(bvi / "bvi_2015-11-01.csv")
    assert anders != KOP + EXTRA
    assert sorted(anders) == sorted(KOP + EXTRA)


def test_coderingen(bvi: Path) -> None:
    oud = (bvi / "bvi_2014-09-01.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        oud.decode("utf-8")
    assert "entrée" in oud.decode("cp1252")
    assert (bvi / "bvi_2015-06-01.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_maandvensters_beslaan_drie_kalendermaanden(bvi: Path) -> None:
    inhoud = bijlage(bvi / "bvi_2014-05-01.csv")
    assert inhoud["peilmoment"] == datetime(2014, 5, 1, 6)
    assert inhoud["soort"] == "venster"
    assert (str(inhoud["dekking"]["van"]), str(inhoud["dekking"]["tot"])) == ("2014-02-01", "2014-04-30")
    assert inhoud["dekking"]["datumveld"] == "begin_pleegtijd"
    assert len(inhoud["dekking"]["codes"]) == 18


def test_late_dubbele_herhaalde_nagekomen_en_lege_maand(bvi: Path) -> None:
    laat = bijlage(bvi / "bvi_2016-09-01.csv")
    assert laat["peilmoment"] == datetime(2016, 9, 12, 6)
    assert str(laat["dekking"]["tot"]) == "2016-08-31"
    kopie = bvi / "kopie van bvi_2014-12-01.csv"
    assert kopie.read_bytes() == (bvi / "bvi_2014-12-01.csv").read_bytes()
    assert bijlage(kopie) == bijlage(bvi / "bvi_2014-12-01.csv")
    nogmaals = bvi / "bvi_2017-03-01_nogmaals.csv"
    assert nogmaals.read_bytes() == (bvi / "bvi_2017-03-01.csv").read_bytes()
    assert bijlage(nogmaals)["peilmoment"] > bijlage(bvi / "bvi_2017-03-01.csv")["peilmoment"]
    assert (bvi / "nagekomen_2015-05-01.csv").exists()
    leeg = bvi / "bvi_2018-08-01.csv"
    assert len(leeg.read_text(encoding="utf-8").splitlines()) == 1
    assert bijlage(leeg)["soort"] == "delta"


def test_zestig_nachten_waarvan_drie_als_werkmap(bvi: Path) -> None:
    nachten = sorted(bvi.glob("bvi_nacht_*.csv")) + sorted(bvi.glob("bvi_nacht_*.xlsx"))
    assert len(nachten) == 60
    werkmappen = [p for p in nachten if p.suffix == ".xlsx"]
    assert len(werkmappen) == 3
    for pad in [*werkmappen, bvi / "bvi_schuurinbraak_2017-06-01.xlsx"]:
        werkmap = openpyxl.load_workbook(pad)
        assert werkmap.sheetnames == ["Incidenten", "Informatie"]
        blad = werkmap["Incidenten"]
        assert [cel.value for cel in blad[1]] == KOP + EXTRA
        assert 1 < blad.max_row < 16_000
        assert any(isinstance(rij[15].value, datetime) for rij in blad.iter_rows(min_row=2))
        zin = werkmap["Informatie"]["A2"].value
        assert zin == f"Bevraagd op {bijlage(pad)['peilmoment']:%d-%m-%Y %H:%M}"


def test_geen_enkele_identificatie_zonder_kenmerk(demo: Demo) -> None:
    for bron, kolommen in {
        "bvi_incidenten": ("Incident Identificatie", "Bronregistratie"),
        "bvi_maandcijfers": ("Kenmerk",),
        "vm_microdata": ("Respondent",),
        "jeugdoverlast": ("Kenmerk",),
    }.items():
        for pad in sorted((demo.raw / bron).glob("*.csv"))[:5]:
            for kolom in kolommen:
                fout = duckdb.execute(
                    f"""SELECT count(*) FROM read_csv('{pad}', delim=';', all_varchar=true)
                    WHERE "{kolom}" NOT LIKE 'PL9999%' OR "{kolom}" IS NULL"""
                ).fetchall()
                assert fout == [(0,)], (pad, kolom)
    assert all(
        rij[-1] == "PL9999"
        for pad in (demo.raw / "ivp_prioriteiten").glob("*.xlsx")
        for rij in openpyxl.load_workbook(pad)["Prioriteiten"].iter_rows(min_row=2, values_only=True)
    )


@pytest.mark.parametrize(
    ("waar", "minstens"),
    [
        ("van IS NULL", 3),
        ("tot IS NULL", 3),
        ("tot < van", 1),
        ("kennis < tot AND strftime(tot, '%H:%M') <> '23:59'", 5),
        ("year(van) < year(tot)", 1),
        ("strftime(van, '%H:%M') = '00:00' AND strftime(tot, '%H:%M') = '23:59'", 3),
        ("Pleeggemeente = 'Onbekend'", 3),
        ("Pleegprovincie NOT IN ('Gelderland', 'Overijssel', 'Onbekend')", 1),
        ("X = '0' AND Y = '0'", 5),
        (""""Pleeghuisnummer met toev." LIKE '%-%'""", 2),
        (""""Pleeghuisnummer met toev." LIKE '% BIS'""", 2),
        (""""Verdachten" <> '0'""", 5),
    ],
)
def test_eigenaardigheden_komen_voor(eerste: duckdb.DuckDBPyConnection, waar: str, minstens: int) -> None:
    aantal = eerste.execute(f"SELECT count(*) FROM zes_jaar WHERE {waar}").fetchall()[0][0]
    assert aantal >= minstens


def test_adres_ontbreekt_bij_ongeveer_drie_op_de_tien(eerste: duckdb.DuckDBPyConnection) -> None:
    """Notes B2: 29.4 % without house number, 29.6 % without postcode (here: offences only)."""
    huisnummer, postcode = eerste.execute(
        """SELECT avg(("Pleeghuisnummer met toev." IS NULL)::INTEGER), avg((Pleegpostcode IS NULL)::INTEGER)
        FROM r WHERE "Incidentsoort code" IN ('A20', 'A21', 'A30', 'A34')"""
    ).fetchall()[0]
    assert 0.25 < huisnummer < 0.35
    assert 0.25 < postcode < 0.35


def test_een_registratie_met_meer_incidenten(bvi: Path) -> None:
    dubbel = duckdb.execute(
        f"""SELECT count(DISTINCT "Incident Identificatie") AS n
        FROM read_csv('{bvi}/bvi_20*_jaren.csv', delim=';', all_varchar=true)
        GROUP BY Bronregistratie HAVING n > 1"""
    ).fetchall()
    assert len(dubbel) >= 2


def test_oude_en_nieuwe_gemeentenamen(bvi: Path) -> None:
    """After the merger of 2018 nearly all say the new name, a few the old one; before it only the old."""
    namen = {
        jaar: dict(
            duckdb.execute(
                f"""SELECT Pleeggemeente, count(*) FROM read_csv(
                    '{bvi}/bvi_{jaar}-02-01_jaren.csv', delim=';', all_varchar=true) GROUP BY 1"""
            ).fetchall()
        )
        for jaar in (2016, 2018, 2020)
    }
    assert namen[2018]["Rijnwaarden"] > 0
    assert namen[2016].get("Berg en Dal", 0) == 0 < namen[2016]["Groesbeek"]
    assert namen[2020]["West Betuwe"] > 0
    assert namen[2020]["Berg en Dal"] > namen[2020].get("Groesbeek", 0)
