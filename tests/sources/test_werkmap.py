"""Workbooks as the police make them, and cells as they come out of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from bouwsteen import BVI_KOPPEN, Proef, als_csv, bvi_rij, schrijf_xlsx

from pipelines.sources import werkmap

VELDEN = "incident_id, postcode, begin_pleegtijd, eind_pleegtijd, aangifte, poging, verdachten, x, y, regel"


def test_the_layout_of_the_police(proef: Proef) -> None:
    pad = proef.leg("bvi_incidenten/a.xlsx", b"", None)
    schrijf_xlsx(pad, [bvi_rij(1), bvi_rij(2, Pleegpostcode=6811, Verdachten="", X="", Y="")])
    assert proef.laad(pad).gelezen == 2
    begin, eind = datetime(2013, 12, 31, 23, 59), datetime(2014, 1, 1, 7, 30)
    assert proef.vraag(f"select {VELDEN} from opslag.bvi_incidenten order by regel") == [
        ("PL0600_BVH_1", "6811 AB", begin, eind, True, False, 2, 190123.0, 443210.5, 2),
        ("PL0600_BVH_2", "6811", begin, eind, True, False, None, None, None, 3),
    ]


def test_workbook_and_csv_of_the_same_incidents_are_the_same(proef: Proef) -> None:
    rijen = [
        bvi_rij(
            n,
            **{
                "Begin-pleegdatum/tijd": datetime(2014, 2, 1) + timedelta(minutes=n),
                "Pleeggemeente": 'Nuth; "en" Súdwest-Fryslân\nnoord' if n % 50 == 7 else "Arnhem",
            },
        )
        for n in range(1500)
    ]
    schrijf_xlsx(proef.leg("bvi_incidenten/a.xlsx", b""), rijen)
    for rij in rijen:
        rij["Pleeggemeente"] = '"' + rij["Pleeggemeente"].replace('"', '""') + '"'
    proef.leg("bvi_incidenten/a.csv", als_csv(rijen))
    for naam in ("a.xlsx", "a.csv"):
        assert proef.laad(proef.raw / "bvi_incidenten" / naam).aanvaard == 1500
    verschil = (
        "select * exclude (levering_id, regel) from opslag.bvi_incidenten group by all having count(*) <> 2"
    )
    assert proef.vraag(verschil) == []
    assert proef.vraag("select count(distinct gemeente) from opslag.bvi_incidenten") == [(2,)]


@pytest.mark.parametrize("seconde", [0, 1, 29, 59])
def test_a_moment_comes_back_to_the_second(tmp_path: Path, seconde: int) -> None:
    momenten = [datetime(2014, 3, 30, 0, 0, seconde) + timedelta(minutes=n) for n in range(1440)]
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as boek:
        vorm = boek.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        blad = boek.add_worksheet("Incidenten")
        for n, moment in enumerate(momenten):
            blad.write_datetime(n, 0, moment, vorm)
    gelezen = [rij[0] for rij in werkmap.lees_blad(tmp_path / "a.xlsx", "Incidenten")]
    terug = [datetime.strptime(g, "%d-%m-%Y %H:%M:%S" if ":" in g else "%d-%m-%Y") for g in gelezen]
    assert terug == momenten


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        (datetime(2014, 1, 1, 13, 59, 59, 999_600), "01-01-2014 14:00:00"),
        (datetime(2014, 1, 1, 14, 0, 0, 400_000), "01-01-2014 14:00:00"),
        (3.0, "3"), (3.25, "3.25"), (-0.5, "-0.5"), (True, "J"), (False, "N"), ("12-14", "12-14"), ("", ""),
    ],
)  # fmt: skip
def test_cells_become_the_text_of_a_csv(cel: object, tekst: str) -> None:
    assert werkmap._tekst(cel) == tekst


@pytest.mark.parametrize(
    ("zin", "moment"),
    [
        ("Bevraagd op 21-09-2017 09:42", datetime(2017, 9, 21, 9, 42)),
        ("bevraagd op: 1-2-2014", datetime(2014, 2, 1)),
        ("Peilmoment 01-02-2014 06:00", datetime(2014, 2, 1, 6)),
        ("van 1 jan 2013 t/m 21 sep 2017", None),
    ],
)
def test_the_moment_on_the_information_sheet(tmp_path: Path, zin: str, moment: datetime | None) -> None:
    schrijf_xlsx(tmp_path / "a.xlsx", [], informatie=["Woninginbraak van 1-1-2013 t/m 1-2-2014", zin])
    assert werkmap.peilmoment(tmp_path / "a.xlsx", "Informatie") == moment
    assert werkmap.peilmoment(tmp_path / "a.xlsx", "Toelichting") is None


def test_columns_in_another_order_and_optional_ones(proef: Proef) -> None:
    koppen = ["District", *reversed(BVI_KOPPEN), "Werkwijze/MO", "Iets anders", "Basisteam"]
    rij = bvi_rij(1, District="GLM", Basisteam="BT0017", **{"Werkwijze/MO": "geheim", "Iets anders": "x"})
    schrijf_xlsx(proef.leg("bvi_incidenten/a.xlsx", b""), [rij], koppen)
    proef.laad(proef.raw / "bvi_incidenten" / "a.xlsx")
    velden = "incident_id, mk_code, basisteam, district, y"
    assert proef.vraag(f"select {velden} from opslag.bvi_incidenten") == [
        ("PL0600_BVH_1", "A20", "BT0017", "GLM", 443210.5)
    ]


def test_rows_without_anything_are_no_rows_and_keep_their_line(proef: Proef) -> None:
    leeg = dict.fromkeys(BVI_KOPPEN, "")
    spaties = leeg | {"Pleegbuurt": "  "}
    schrijf_xlsx(proef.leg("bvi_incidenten/a.xlsx", b""), [leeg, bvi_rij(1), spaties, bvi_rij(2), leeg])
    assert proef.laad(proef.raw / "bvi_incidenten" / "a.xlsx").gelezen == 2
    assert proef.vraag("select regel from opslag.bvi_incidenten order by 1") == [(3,), (5,)]


def test_a_workbook_with_headers_only_is_an_empty_month(proef: Proef) -> None:
    schrijf_xlsx(proef.leg("bvi_incidenten/a.xlsx", b""), [])
    lading = proef.laad(proef.raw / "bvi_incidenten" / "a.xlsx")
    assert (lading.gelezen, lading.aanvaard, lading.afgekeurd) == (0, 0, 0)
    assert proef.vraag("select gelezen from opslag.levering") == [(0,)]
