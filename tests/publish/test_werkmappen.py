"""Workbooks from figures written by hand: what a delivery says is never a formula, a link or a page code."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from pipelines.publish.werkmappen.bestand import maak
from pipelines.publish.werkmappen.blad import _regels, plaatsen
from pipelines.publish.werkmappen.lezen import Gebied, Gegevens
from pipelines.publish.werkmappen.scorebord import grenzen, uitleg
from pipelines.publish.werkmappen.verloop import Punt, _stukken

GEVAARLIJK = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "=HYPERLINK(\"http://x.example\")",
    "http://x.example", "mailto:x@x.example", "internal:Blad!A1", "{=1+1}", "1e5", "00123", "&P van &N", "Blad!A1",
]  # fmt: skip


def gebied(code: str = "GM0202", naam: str = "Arnhem", soort: str = "gemeente", **meer: Any) -> Gebied:
    leeg: dict[str, Any] = dict.fromkeys(
        ("district_code", "district_naam", "provincie", "opvolger", "geldig_tot")
    )
    return Gebied(code, naam, soort, **(leeg | meer))


def gegevens(*, fictief: bool = False, tekst: str = "Aanpak", naam: str = "Arnhem") -> Gegevens:
    """One target, one gemeente with one priority; every text that a delivery can bring is `tekst`."""
    doel = {
        "doel_id": "T02", "naam": tekst, "indicator_id": "woninginbraken", "meeteenheid": "aantal", "gedrukt": tekst,
        "vindplaats_regel": 1, "citaat": tekst, "definitie": tekst, "indicator_naam": tekst,
    }  # fmt: skip
    bereik = {
        "doel_id": "T02", "jaar": 2018, "doeljaar": 2018, "jaren": 1, "rol": "doel", "padvariant": "norm",
        "bron": tekst, "indicator_id": "woninginbraken", "periode_id": "2018", "padwaarde": 10.0,
        "waarde": 1.985, "ondergrens": 1.0,
        "bovengrens": 3.0, "ondergrens_90": None, "bovengrens_90": None, "meetstatus": "gemeten", "koers": tekst,
        "oordeel": tekst, "voorlopig": True, "laatste_periode_id": None, "laatste_waarde": None, "toelichting": tekst,
        "kanttekening": None, "reeksbreuk": tekst, "reden_code": "getoetst", "norm_gehaald": True, "decimalen": 0,
    }  # fmt: skip
    prioriteit = {
        "prioriteit": tekst, "soort": "vrij", "vng_code": tekst, "plan_van": 2015, "plan_tot": 2018,
        "vastgesteld_op": date(2014, 5, 6), "verlopen": True,
    }  # fmt: skip
    bron = {
        "eigenaar": tekst, "frequentie": tekst, "bronstatus": tekst, "stand": date(2018, 7, 1), "leveringen": 1,
        "aanvaard": 2, "afgekeurd": 0, "bestand": tekst,
    }  # fmt: skip
    gebieden = [gebied("RE02", "Oost", "eenheid"), gebied(naam=naam)]
    return Gegevens(
        kenmerken={"publicatie_id": "0123", "verzameling": "demo" if fictief else "eigen", "peildatum": "2018-07-01"},
        peildatum=date(2018, 7, 1), fictief=fictief, gebieden=gebieden, namen={g.code: g.naam for g in gebieden},
        doelen=[doel], waarom={}, cijfers={}, lokaal={}, beeld={}, plannen={}, redenen={"getoetst": tekst},
        indicatoren={"woninginbraken": {"naam": tekst, "definitie": tekst, "meeteenheid": "aantal", "decimalen": 0}},
        bereik={"GM0202": [bereik, bereik | {"jaar": 2019}], "RE02": [bereik]}, prioriteiten={"GM0202": [prioriteit]},
        bronnen={"bvi": bron}, bestanden={g.code: g.bestand for g in gebieden},
    )  # fmt: skip


@pytest.mark.parametrize("tekst", GEVAARLIJK)
def test_no_text_of_a_delivery_becomes_anything_else(tekst: str) -> None:
    inhoud = maak(gegevens(tekst=tekst, naam=tekst), gebied(naam=tekst))
    werkmap = openpyxl.load_workbook(BytesIO(inhoud))
    cellen = [c for blad in werkmap for rij in blad.iter_rows() for c in rij if c.value is not None]
    zo = [c for c in cellen if c.value == tekst]
    assert len(zo) >= 15
    assert {c.data_type for c in zo} == {"s"} and not any(c.hyperlink for c in cellen)
    assert not any(c.data_type == "f" for c in cellen)
    # editing such a cell and pressing Enter leaves it text
    if tekst[0] in "=+-@\t":
        assert all(c.style and c.quotePrefix for c in zo)
    with ZipFile(BytesIO(inhoud)) as zip_:
        bladen = "".join(
            zip_.read(n).decode() for n in zip_.namelist() if n.startswith("xl/worksheets/sheet")
        )
    with ZipFile(BytesIO(inhoud)) as zip_:
        grafiek = zip_.read("xl/charts/chart1.xml").decode()
    verwijzingen = re.findall(r"<c:f>(.*?)</c:f>", grafiek)
    assert verwijzingen and all(v.startswith("Verloop!") for v in verwijzingen), "a title is no reference"
    assert "<f>" not in bladen and "hyperlink" not in bladen
    assert ("&amp;&amp;P van &amp;&amp;N" in bladen) == (tekst == "&P van &N"), (
        "a head of a page has codes of its own"
    )


def test_fictitious_figures_say_so_on_every_sheet_and_in_the_properties() -> None:
    for fictief in (True, False):
        werkmap = openpyxl.load_workbook(BytesIO(maak(gegevens(fictief=fictief), gebied())))
        assert [("FICTIEVE CIJFERS" in blad["A2"].value) for blad in werkmap] == [fictief] * 4
        assert [("FICTIEVE CIJFERS" in blad.oddHeader.left.text) for blad in werkmap] == [fictief] * 4
        assert (werkmap.properties.category == "FICTIEVE CIJFERS") == fictief
        assert all("Intern gebruik" in blad["A2"].value for blad in werkmap)


def test_a_figure_is_not_rounded_and_shown_as_it_should() -> None:
    werkmap = openpyxl.load_workbook(BytesIO(maak(gegevens(), gebied())))
    cel = werkmap["Scorebord"]["G5"]
    assert cel.value == 1.985 and cel.number_format == "#,##0"
    plan = next(r for r in werkmap["Prioriteiten"].iter_rows() if r[0].value == "Aanpak")
    assert plan[5].value.date() == date(2014, 5, 6) and plan[5].number_format == "dd-mm-yyyy"


@pytest.mark.parametrize(
    ("naam", "bestand"),
    [
        ("Arnhem", "gemeente-GM0202-arnhem.xlsx"),
        ("Súdwest-Fryslân", "gemeente-GM0202-sudwest-fryslan.xlsx"),
        ("'s-Heerenberg / Éé", "gemeente-GM0202-s-heerenberg-ee.xlsx"),
        ("../../x", "gemeente-GM0202-x.xlsx"),
        ("…", "gemeente-GM0202.xlsx"),
    ],
)
def test_a_file_has_a_readable_and_harmless_name(naam: str, bestand: str) -> None:
    assert gebied(naam=naam).bestand == bestand


def test_a_merger_is_on_the_day_after_the_last() -> None:
    assert gebied(geldig_tot=date(2017, 12, 31)).opgegaan_op == date(2018, 1, 1)
    assert gebied().opgegaan_op is None


def test_the_interval_is_the_one_of_the_sentence() -> None:
    r = {"ondergrens": 1.0, "bovengrens": 2.0, "ondergrens_90": 1.2, "bovengrens_90": 1.8}
    assert grenzen(r | {"norm_gehaald": None}) == (1.2, 1.8, "90%")
    assert grenzen(r | {"norm_gehaald": False}) == (1.0, 2.0, "95%")
    assert grenzen(r | {"norm_gehaald": None, "ondergrens_90": None}) == (1.0, 2.0, "95%")
    assert grenzen({"ondergrens": None, "bovengrens": None}) == (None, None, None)


def test_a_reservation_is_not_said_twice() -> None:
    assert uitleg({"toelichting": "Het is zo; dit volgt uit T06.", "kanttekening": "Dit volgt uit T06."}) == (
        "Het is zo; dit volgt uit T06."
    )
    assert uitleg({"toelichting": "Zo.", "kanttekening": "Let op."}) == "Zo. Let op."


@pytest.mark.parametrize(
    ("waarde", "onder", "boven", "plaatsen_"),
    [(7.3, 7.26, 7.34, 2), (7.3, 7.2, 7.4, 1), (7.3, 7.3, 7.3, 1), (7.3, None, None, 1)],
)
def test_bounds_get_a_decimal_more_where_they_would_look_like_the_value(
    waarde: float, onder: float | None, boven: float | None, plaatsen_: int
) -> None:
    assert plaatsen(1, waarde, onder, boven) == plaatsen_


def test_no_line_joins_two_sources() -> None:
    bronnen = ["a", "a", "", "b", "a", "a"]
    punten = [
        Punt(2012 + k, 1.0 if b else None, None, None, None, "", False, b) for k, b in enumerate(bronnen)
    ]
    assert list(_stukken(punten)) == [("a", 0, 1), ("b", 3, 3), ("a", 4, 5)]


def test_wrapped_text_is_counted_in_words() -> None:
    assert _regels("een twee drie", 8) == 2
    assert _regels("een twee drie", 30) == 1
    assert _regels("een\ntwee", 30) == 2
