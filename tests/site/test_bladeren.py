"""What a reader does on the site, in a real browser from disk: unfold, choose, walk, take along."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from kijker import Kijker

from pipelines.publish.getallen import getal

ARNHEM = "doel/T02.html#gebied=GM0202&jaar=2016&padvariant=vier_stappen"
GRAFIEK = "VB.grafieken['g-T02-RE02']"


@pytest.fixture(scope="module")
def kijker(venster: Callable[..., Kijker]) -> Kijker:
    return venster()


def _tabel(kijker: Kijker) -> list[list[str]]:
    rijen: list[list[str]] = (
        kijker.page.locator("figure.grafiek")
        .first.locator("tbody tr")
        .evaluate_all("rijen => rijen.map(r => [...r.cells].map(c => c.textContent))")
    )
    return rijen


def _stand(kijker: Kijker) -> tuple[object, ...]:
    kijker.teken()
    figuur = kijker.page.locator("figure.grafiek").first
    keuzes = kijker.page.locator("form.keuze select").evaluate_all("s => s.map(x => x.value)")
    svg = figuur.locator(".tekening svg").inner_html()
    return (
        keuzes,
        _tabel(kijker),
        figuur.locator(".gtitel").inner_text(),
        re.sub(r"clip\d+|gradient_\d+", "", svg),
    )


def test_from_the_scoreboard_to_the_delivered_file_in_two_clicks(kijker: Kijker, publicatie: Path) -> None:
    page = kijker.open("index.html")
    doel = page.locator("#T02")
    assert "gehaald" in doel.locator(".uitslag").inner_text()
    assert "Zeker." in doel.inner_text()
    doel.locator("summary").click()
    doel.locator(".bestanden a").first.click()
    regel = page.locator("tr:target")
    assert "politie_47018ned/" in regel.inner_text()
    assert re.search(r"[0-9a-f]{64}", regel.inner_text())


def test_a_link_reopens_the_same_view(kijker: Kijker, venster: Callable[..., Kijker]) -> None:
    page = kijker.open(ARNHEM)
    eerst = _stand(kijker)
    assert eerst[2] == "Woninginbraken, Arnhem"
    page.reload()
    assert _stand(kijker) == eerst
    page.locator("select[name=gebied]").select_option("RE02")
    page.locator("select[name=padvariant]").select_option("lineair")
    gekozen = _stand(kijker)
    assert "gebied=RE02" in page.url and "padvariant=lineair" in page.url
    assert gekozen[1] != eerst[1]
    ander = venster()
    ander.open(page.url.split("/site/")[1])
    assert _stand(ander) == gekozen
    assert ander.klachten == kijker.klachten == []


def test_a_filter_says_what_is_shown_now(kijker: Kijker) -> None:
    page = kijker.open("doel/T02.html")
    page.locator("select[name=gebied]").select_option("GM0202")
    page.wait_for_function("() => document.querySelector('#omroep').textContent.includes('Arnhem')")


def test_the_program_writes_the_same_table_as_the_server(kijker: Kijker) -> None:
    for pad in ("doel/T02.html", "doel/T05.html", "kaart.html"):
        zonder = re.search(
            r"<tbody>(.*?)</tbody>",
            (kijker.map / pad).read_text(encoding="utf-8").split("<figure", 1)[1],
            re.S,
        )
        assert zonder is not None
        server = [
            [re.sub("<[^>]+>", "", c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rij, re.S)]
            for rij in re.findall(r"<tr>(.*?)</tr>", zonder[1], re.S)
        ]
        kijker.open(pad)
        kijker.teken()
        assert _tabel(kijker) == server and len(server) > 8


@pytest.mark.parametrize(
    ("gebied", "pad"), [("RE02", "lineair"), ("GM0202", "vier_stappen"), ("PD021", "gedrukt")]
)
def test_csv_and_table_say_what_parquet_says(
    kijker: Kijker, con: duckdb.DuckDBPyConnection, gebied: str, pad: str
) -> None:
    page = kijker.open(f"doel/T02.html#gebied={gebied}&jaar=2018&padvariant={pad}")
    kijker.teken()
    verwacht = con.execute(
        """select jaar, jaren, waarde, ondergrens, bovengrens, padwaarde, oordeel from doelbereik
        where doel_id = 'T02' and gebied_code = ? and padvariant = ? and leidend order by jaren, jaar""",
        [gebied, pad],
    ).fetchall()
    assert len(verwacht) >= 9
    velden = ("jaar", "jaren", "waarde", "ondergrens", "bovengrens", "padwaarde", "oordeel")
    for knop, teken in (("csv-komma", ","), ("csv-punt", ".")):
        with page.expect_download() as download:
            page.locator(f"[data-doe={knop}]").first.click()
        tekst = Path(download.value.path()).read_text(encoding="utf-8-sig")
        regels = list(csv.DictReader(io.StringIO(tekst), delimiter=";"))
        gelezen = [
            tuple(
                r[v] if v == "oordeel" else (float(r[v].replace(teken, ".")) if r[v] else None)
                for v in velden
            )
            for r in regels
        ]
        assert gelezen == verwacht
        assert {r["meeteenheid"] for r in regels} == {"aantal"} and all(r["publicatie_id"] for r in regels)
        assert not any(re.fullmatch(r"\d{1,3}(\.\d{3})+", r["waarde"]) for r in regels), (
            "no thousands in a CSV"
        )
    assert [r[:6] for r in _tabel(kijker)] == [
        [str(v[0]), str(v[1]), *(getal(w) for w in v[2:6])] for v in verwacht
    ]


def test_numbers_are_written_as_the_server_writes_them(kijker: Kijker) -> None:
    page = kijker.open("index.html")
    lastig = [
        1985.0,
        1.985,
        7.25,
        7.35,
        0.125,
        2.5,
        3.5,
        -0.45,
        1.005,
        1.015,
        12111.0,
        1e6 + 0.5,
        -17.852802,
        0.0,
    ]
    for decimalen in (0, 1, 2, 3):
        assert page.evaluate("([x, d]) => x.map(w => VB.getal(w, d))", [lastig, decimalen]) == [
            getal(w, decimalen) for w in lastig
        ]
    assert page.evaluate("() => VB.getal(1985, 0)") == "1.985"
    assert page.evaluate("() => VB.getal(1.985, 3)") == "1,985"


def test_an_image_that_leaves_the_page_says_what_it_is(kijker: Kijker, publicatie: Path) -> None:
    page = kijker.open("doel/T02.html")
    kijker.teken()
    svg = " ".join(re.sub("<[^>]+>", " ", page.evaluate(f"async () => {GRAFIEK}.svg()")).split())
    for deel in (
        "Woninginbraken, Oost-Nederland",
        "Eenheid: aantal",
        "47018NED",
        "15-08-2024",
        publicatie.resolve().name,
    ):
        assert deel in svg
    assert "var(" not in page.evaluate(f"async () => {GRAFIEK}.svg()")
    png = base64.b64decode(page.evaluate(f"async () => {GRAFIEK}.png()").split(",")[1])
    assert png.startswith(b"\x89PNG") and len(png) > 20_000
    for deel in ("47018NED", "15-08-2024", publicatie.resolve().name):
        assert deel in page.evaluate(f"() => {GRAFIEK}.citaat()")


def test_a_provisional_figure_is_drawn_hollow(kijker: Kijker) -> None:
    page = kijker.open("doel/T02.html")
    kijker.teken()
    hol = """async jaren => {
        const g = VB.grafieken['g-T02-RE02'], d = g.staat.data;
        g.toon({ ...d, rijen: d.rijen.map(r => jaren.includes(r[0]) ? r.with(7, 'voorlopig') : r) });
        return ((await g.svg()).match(/<path [^>]*fill="#ffffff"[^>]*stroke="#0b4f9c"/g) || []).length;
    }"""
    assert [page.evaluate(hol, jaren) for jaren in ([], [2020], [2019, 2020])] == [0, 1, 2]


def test_a_card_stands_on_its_own(kijker: Kijker, venster: Callable[..., Kijker], tmp_path: Path) -> None:
    page = kijker.open(ARNHEM)
    kijker.teken()
    with page.expect_download() as download:
        page.locator("[data-doe=kaartje]").first.click()
    (tmp_path / "kaart.html").write_bytes(Path(download.value.path()).read_bytes())
    los = venster(map_=tmp_path)
    los.open("kaart.html")
    assert "Woninginbraken, Arnhem" in los.page.locator("h1").inner_text()
    assert los.page.locator("svg").count() == 1 and los.page.locator("tbody tr").count() > 8
    assert los.page.locator("script, link").count() == 0 and los.klachten == []


def test_a_chart_can_be_walked_with_the_keyboard(kijker: Kijker) -> None:
    page = kijker.open("doel/T02.html")
    kijker.teken()
    vak = page.locator(".tekening").first
    vak.focus()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('#omroep').textContent.includes('2 van 9')")
    gezegd = page.locator("#omroep").inner_text()
    assert "Jaar 2013" in gezegd and "Cijfer 14.758" in gezegd
    assert "6.083" in (vak.get_attribute("aria-label") or "")


def test_the_area_finder_knows_a_gemeente_that_is_gone(kijker: Kijker) -> None:
    page = kijker.open("gebieden.html")
    page.locator("#zoekveld").fill("rijnwaarden")
    gevonden = page.locator("[data-zoek]:visible")
    assert gevonden.all_inner_texts() == ["Rijnwaarden (nu: Zevenaar)"]
    page.locator("#zoekveld").press("Enter")
    page.wait_for_url("**/gebied/GM0196.html")
    assert "opgegaan in Zevenaar" in page.locator("main").inner_text()


def test_a_page_can_be_read_without_its_program(chromium: object, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"file://{site.absolute()}/doel/T02.html")
    tekst = page.locator("main").inner_text()
    assert "6.083" in tekst and "12.111" in tekst and page.locator("figure tbody tr").first.is_visible()
    assert not page.locator(".knoppen").first.is_visible()
    context.close()
