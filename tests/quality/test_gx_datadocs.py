"""Data Docs: a folder that opens from disk, is the same twice and holds no value from the data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import duckdb
import pytest

from pipelines.quality.datadocs import schrijf_datadocs
from pipelines.quality.uitkomst import Uitkomst
from pipelines.quality.validation import valideer

SchrijfSuite = Callable[..., Path]
GEHEIM = "Kerkstraat 17"
DAG = date(2018, 12, 31)


@pytest.fixture
def uitkomsten(con: duckdb.DuckDBPyConnection, schrijf_suite: SchrijfSuite, map_: Path) -> list[Uitkomst]:
    con.execute(f"""
        CREATE TABLE raw.bvi AS
        SELECT 'dl1' AS levering_id, i AS regel, '{GEHEIM}' AS adres, NULL AS leeg FROM range(2, 4) r(i);
        CREATE TABLE staging.bvi AS SELECT 'p' AS pseudoniem
    """)
    cast = "SELECT * FROM {batch} WHERE CAST(adres AS INTEGER) > 0"
    schrijf_suite(
        "raw",
        "bvi",
        ("a_in_lijst", "expect_column_values_to_be_in_set", {"column": "adres", "value_set": ["<b>x</b>"]}),
        (
            "b_gewoonste",
            "expect_column_most_common_value_to_be_in_set",
            {"column": "adres", "value_set": ["x"]},
        ),
        ("c_stuk", "unexpected_rows_expectation", {"unexpected_rows_query": cast}),
        ("d_onbekend", "expect_column_values_to_be_leuk", {"column": "adres"}),
        ("e_rijen", "unexpected_rows_expectation", {"unexpected_rows_query": "SELECT * FROM {batch}"}),
        ("f_gevuld", "expect_table_row_count_to_be_between", {"min_value": 1}),
        ("g_uniek", "expect_column_values_to_be_unique", {"column": "adres"}),
        ("h_leeg", "expect_column_values_to_not_be_null", {"column": "leeg"}),
    )
    schrijf_suite("staging", "bvi", ("vol", "expect_column_values_to_not_be_null", {"column": "pseudoniem"}))
    return valideer(con, "raw", map_=map_) + valideer(con, "staging", map_=map_)


def _paginas(doel: Path) -> dict[str, str]:
    return {str(p.relative_to(doel)): p.read_text("utf-8") for p in sorted(doel.rglob("*")) if p.is_file()}


def _tekst(pagina: str) -> str:
    lijf = re.sub(r"<style.*?</style>|<[^>]+>", " ", pagina[pagina.index("<body") :], flags=re.DOTALL)
    return " ".join(unescape(lijf).split())


@pytest.fixture
def paginas(uitkomsten: list[Uitkomst], tmp_path: Path, map_: Path) -> dict[str, str]:
    doel = tmp_path / "datadocs"
    index = schrijf_datadocs(uitkomsten, doel, peildatum=DAG, fictief=False, map_=map_)
    assert index == doel / "index.html"
    return _paginas(doel)


def test_a_page_per_suite_and_a_front_page(paginas: dict[str, str]) -> None:
    assert sorted(paginas) == [
        "index.html",
        "suites/raw.bvi.html",
        "suites/staging.bvi.html",
        "uitkomsten/raw.bvi.html",
        "uitkomsten/staging.bvi.html",
    ]


def test_no_value_from_the_data_is_on_any_page(paginas: dict[str, str]) -> None:
    assert [naam for naam, pagina in paginas.items() if "Kerkstraat" in pagina] == []
    assert "dl1:2, dl1:3" in _tekst(paginas["uitkomsten/raw.bvi.html"])  # the keys are


def test_pages_need_nothing_from_elsewhere(paginas: dict[str, str]) -> None:
    for naam, pagina in paginas.items():
        assert re.findall(r"https?:|//[a-z]+\.|<script|<link|<img", pagina) == [], naam


def test_links_lead_to_pages_that_exist(paginas: dict[str, str]) -> None:
    gevonden = 0
    for naam, pagina in paginas.items():
        for link in re.findall(r'href="([^"#][^"]*)"', pagina):
            doel = Path(naam).parent / link
            assert str(Path(*[d for d in doel.parts if d != ".."][-2:])) in paginas or link == "../index.html"
            gevonden += 1
    assert gevonden >= 8


def test_a_page_tells_what_was_found(paginas: dict[str, str]) -> None:
    tekst = _tekst(paginas["uitkomsten/raw.bvi.html"])
    assert "Evaluated Expectations 8 Successful Expectations 1 Unsuccessful Expectations 7" in tekst
    assert "Uitleg h_leeg. (h_leeg, blokkeert) 2 unexpected values found. 100% of 2 total rows." in tekst
    assert "fout: Conversion Error op de gegevens (waarde weggelaten)" in tekst
    assert "expect_column_values_to_be_leuk: Uitleg d_onbekend." in tekst
    assert "peildatum 2018-12-31" in tekst
    assert "values must never be null" in _tekst(paginas["suites/staging.bvi.html"])


def test_the_front_page_sums_up(paginas: dict[str, str]) -> None:
    tekst = _tekst(paginas["index.html"])
    assert "1 ruwe gegevens raw.bvi" in tekst
    assert "h_leeg: 2 van 2 rijen: Uitleg h_leeg." in tekst
    assert "blokkeert 1 van 8" in tekst
    assert "2 staging staging.bvi in orde 1 van 1" in tekst


def test_text_is_not_taken_for_html(
    uitkomsten: list[Uitkomst], paginas: dict[str, str], tmp_path: Path, map_: Path
) -> None:
    assert "<b>x</b>" not in paginas["suites/raw.bvi.html"]
    assert "<b>x</b>" in _tekst(paginas["suites/raw.bvi.html"])
    boos = [
        replace(u, uitleg="<script>1</script> $leeg", voorbeelden=("<i>dl</i>:1",), waargenomen="<u>3</u>")
        for u in uitkomsten
    ]
    schrijf_datadocs(boos, tmp_path / "boos", peildatum=DAG, fictief=False, map_=map_)
    for naam, pagina in _paginas(tmp_path / "boos").items():
        assert re.findall(r"<script|<i>|<u>", pagina) == [], naam
    assert "<script>1</script> $leeg" in _tekst(
        (tmp_path / "boos/uitkomsten/raw.bvi.html").read_text("utf-8")
    )


def test_equal_outcomes_give_equal_bytes(
    uitkomsten: list[Uitkomst], paginas: dict[str, str], tmp_path: Path, map_: Path
) -> None:
    elders = tmp_path / "elders" / "datadocs"
    schrijf_datadocs(uitkomsten[::-1], elders, peildatum=DAG, fictief=False, map_=map_)
    assert _paginas(elders) == paginas
    assert all(str(tmp_path) not in pagina for pagina in paginas.values())


def test_fictitious_figures_are_marked_on_every_page(
    uitkomsten: list[Uitkomst], paginas: dict[str, str], tmp_path: Path, map_: Path
) -> None:
    assert all("FICTIEVE CIJFERS" not in pagina for pagina in paginas.values())
    schrijf_datadocs(uitkomsten, tmp_path / "demo", peildatum=DAG, fictief=True, map_=map_)
    assert all("FICTIEVE CIJFERS" in pagina for pagina in _paginas(tmp_path / "demo").values())


def test_every_page_leads_back_to_the_site(uitkomsten: list[Uitkomst], tmp_path: Path, map_: Path) -> None:
    doel = tmp_path / "datadocs"
    schrijf_datadocs(uitkomsten, doel, peildatum=DAG, fictief=False, map_=map_, site="../site/index.html")
    for naam, pagina in _paginas(doel).items():
        links = [doel / Path(naam).parent / link for link in re.findall(r'href="([^"]*/site/[^"]*)"', pagina)]
        assert [link.resolve() for link in links] == [(tmp_path / "site" / "index.html").resolve()], naam


def test_an_outcome_whose_expectation_was_taken_away_is_still_shown(
    uitkomsten: list[Uitkomst], schrijf_suite: SchrijfSuite, tmp_path: Path, map_: Path
) -> None:
    schrijf_suite("raw", "bvi", ("ander", "expect_table_row_count_to_be_between", {"min_value": 1}))
    schrijf_datadocs(uitkomsten, tmp_path / "d", peildatum=DAG, fictief=False, map_=map_)
    assert "Uitleg h_leeg. (h_leeg, blokkeert)" in _tekst(
        (tmp_path / "d/uitkomsten/raw.bvi.html").read_text("utf-8")
    )
