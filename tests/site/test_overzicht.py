"""The pages for who has one minute, or one question: overview, readings, statements, what changed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from kijker import Kijker

from pipelines.publish import site as bouw
from pipelines.publish.getallen import getal


def tekst(pad: Path) -> str:
    """What a reader sees of a page, on one line."""
    inhoud = re.sub(r"<script.*?</script>", "", pad.read_text(encoding="utf-8"), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inhoud)).split())


def rijen(pad: Path, vanaf: str) -> list[list[str]]:
    """Cells of the first table after text `vanaf`."""
    stuk = pad.read_text(encoding="utf-8").split(vanaf, 1)[1]
    lijf = re.search(r"<tbody>(.*?)</tbody>", stuk, re.S)
    assert lijf is not None
    return [
        [
            " ".join(html.unescape(re.sub("<[^>]+>", "", c)).split())
            for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rij, re.S)
        ]
        for rij in re.findall(r"<tr>(.*?)</tr>", lijf[1], re.S)
    ]


def test_the_first_sentence_counts_what_the_marts_count(site: Path, con: duckdb.DuckDBPyConnection) -> None:
    per = con.execute(
        """select meetstatus, oordeel, count(*) from doelbereik inner join dim_doelstelling using (doel_id)
        where jaar = doeljaar and rol = 'doel' and is_hoofd and leidend is not false group by all"""
    ).fetchall()
    gemeten = {oordeel: n for status, oordeel, n in per if status == "gemeten"}
    voorpagina = tekst(site / "index.html")
    assert f"Van de 18 doelen zijn er {sum(gemeten.values())} gemeten:" in voorpagina
    zin = voorpagina.split("gemeten: ", 1)[1].split(".", 1)[0]
    assert set(re.split(", | en ", zin)) == {f"{n} {oordeel}" for oordeel, n in gemeten.items()}
    balk = re.findall(
        r'<span class="\w+" style="width:([\d.]+)%">. (\d+)</span>', (site / "index.html").read_text()
    )
    assert sum(int(n) for _, n in balk) == 18 == sum(n for *_, n in per)
    assert all(float(breedte) == pytest.approx(100 * int(n) / 18, abs=0.01) for breedte, n in balk)


def test_measured_targets_come_first_and_each_has_its_anchor(
    site: Path, con: duckdb.DuckDBPyConnection
) -> None:
    pagina = (site / "index.html").read_text(encoding="utf-8")
    ankers = re.findall(r'<li id="(T\d\d)">', pagina)
    gemeten = [
        d
        for (d,) in con.execute(
            """select doel_id from doelbereik inner join dim_doelstelling using (doel_id)
            where jaar = doeljaar and rol = 'doel' and is_hoofd and leidend is not false and meetstatus = 'gemeten'
            order by doel_id"""
        ).fetchall()
    ]
    assert ankers[: len(gemeten)] == gemeten and len(ankers) == len(set(ankers)) == 18
    assert len(re.findall("<details><summary>Berekening en herkomst van", pagina)) == 18


def test_every_target_is_explained_in_plain_words(site: Path, con: duckdb.DuckDBPyConnection) -> None:
    for doel, uitleg, indicator, definitie in con.execute(
        """select doel_id, doel.uitleg, indicator.uitleg, definitie from dim_doelstelling as doel
        left join dim_indicator as indicator using (indicator_id)"""
    ).fetchall():
        pagina = tekst(site / "doel" / f"{doel}.html")
        assert uitleg in pagina
        assert indicator is None or -1 < pagina.find(indicator) < pagina.find(definitie), doel


def test_t02_in_every_reading_is_what_the_marts_hold(site: Path, con: duckdb.DuckDBPyConnection) -> None:
    pad = site / "doel" / "T02.html"
    keuzes = con.execute(
        "select lezingen, gehaald, te_vergelijken, keert_om from t02_keuzes where gebied_code = 'RE02' "
        "and keuze <> 'alle' order by keuze, waarde"
    ).fetchall()
    assert [r[2:] for r in rijen(pad, 'id="lezing"')] == [
        [str(n), str(g), f"{keert} van {van}" if van else "geen tegenhanger"] for n, g, van, keert in keuzes
    ]
    lezingen = con.execute(
        "select waarde, norm, verschil, gehaald from t02_lezingen where gebied_code = 'RE02'"
    ).fetchall()
    assert sorted(r[5:] for r in rijen(pad, 'id="lezingen"')) == sorted(
        [getal(w), getal(n, 1), getal(v, 1), "✓ gehaald" if g else "✗ niet gehaald"]
        for w, n, v, g in lezingen
    )
    assert all(g for *_, g in lezingen) and f"alle {len(lezingen)} zeggen ‘gehaald’" in tekst(pad)


def test_t07_gives_a_place_its_margin_and_its_ties(site: Path, con: duckdb.DuckDBPyConnection) -> None:
    """The survey of 2017 puts Enschede fifth, Almelo and Ede at the same place: table jeugdoverlast_rang."""
    pad = site / "doel" / "T07.html"
    verwacht = con.execute(
        """select naam, rang, gelijken, rang_laag, rang_hoog, in_top_tien
        from jeugdoverlast_rang inner join dim_gebied using (gebied_code)
        where jaar = 2017 and lezing = 'enquete' order by rang, naam"""
    ).fetchall()
    gelezen = rijen(pad, "Enquête: plaats van elke gemeente in 2017</caption>")
    assert [[r[0], *r[2:]] for r in gelezen] == [
        [
            naam,
            f"{rang}, gedeeld met {gelijken - 1} andere" if gelijken > 1 else str(rang),
            f"{laag} – {hoog}",
            "ja" if top else "nee",
        ]
        for naam, rang, gelijken, laag, hoog, top in verwacht
    ]
    assert any(r[2] > 1 for r in verwacht) and "meer dan 70.000 inwoners" in tekst(pad)


def test_every_statement_has_an_answer_or_a_reason(site: Path, con: duckdb.DuckDBPyConnection) -> None:
    pagina = (site / "uitspraken.html").read_text(encoding="utf-8")
    alle = con.execute(
        """select uitspraak_id, citaat, vindplaats_regel, antwoord, omschrijving
        from uitspraken left join dim_reden using (reden_code)"""
    ).fetchall()
    assert len(alle) == 112 == len(re.findall('<li id="U-', pagina))
    for nummer, citaat, regel, antwoord, reden in alle:
        stuk = html.unescape(pagina.split(f'id="U-{nummer}"')[1].split("</li>")[0])
        assert f"“{citaat}” (strategie, regel {regel})" in stuk
        assert (antwoord or "geen antwoord") in stuk and (reden or "") in stuk and (antwoord or reden)


def test_statements_can_be_chosen_by_kind(venster: Callable[..., Kijker]) -> None:
    kijker = venster()
    page = kijker.open("uitspraken.html")
    page.locator("select[name=soort]").select_option("bron")
    page.wait_for_function("() => document.querySelector('#omroep').textContent.includes('27 uitspraken')")
    assert page.url.endswith("#soort=bron")
    assert page.locator("main li:visible").count() == 27
    page.reload()
    assert page.locator("main li:visible").count() == 27
    page.locator("select[name=soort]").select_option("")
    assert page.locator("main li:visible").count() == 112 and kijker.klachten == []


def test_the_bar_is_there_without_a_program_and_can_be_walked(venster: Callable[..., Kijker]) -> None:
    kijker = venster()
    page = kijker.open("index.html")
    vak = page.locator(".tekening").first
    assert vak.locator(".balk > span").first.is_visible()
    vak.focus()
    page.keyboard.press("Home")
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('#omroep').textContent.includes('niet meetbaar')")
    assert vak.locator(".loper").count() == 1


def test_every_area_with_a_workbook_leads_to_it(site: Path, publicatie: Path) -> None:
    boeken = {p.name.split("-")[1]: p.name for p in (publicatie / "werkmappen").glob("*.xlsx")}
    assert len(boeken) == 114
    for code, naam in boeken.items():
        assert f'href="../../werkmappen/{naam}"' in (site / "gebied" / f"{code}.html").read_text(
            encoding="utf-8"
        )


def test_a_first_publication_says_that_there_is_nothing_to_compare(site: Path) -> None:
    assert "Bij deze publicatie hoort geen vorige" in tekst(site / "veranderd.html")
    assert "Er is geen vorige publicatie om mee te vergelijken." in tekst(site / "index.html")


def _verschil() -> dict[str, Any]:
    """As the docstring of `verschil` has it: one figure revised, one verdict flipped, one delivery."""
    return {
        "vergelijkbaar": True, "verzameling": "openbaar", "fictief": False,
        "van": {"publicatie_id": "a", "peildatum": "2024-07-15"},
        "naar": {"publicatie_id": "b", "peildatum": "2024-08-15"},
        "zin": "Tussen de stand van 15-07-2024 en die van 15-08-2024: 1 cijfer veranderd.",
        "samenvatting": {
            "cijfers": 1, "alleen_marge": 4, "verschenen": 3, "verdwenen": 0, "oordelen": 1, "oordelen_eenheid": 1,
            "niet_verklaard": 1, "per_oorzaak": {"herziening": 1}, "per_gebied_type": {"eenheid": 1},
        },
        "leveringen": {"nieuw": [{"levering_id": "onbekend", "bron": "politie_47018ned", "bestand": "nieuw.csv",
            "peilmoment": "2024-08-15T06:00:00", "soort": "volledig", "aanvaard": 1985, "afgekeurd": 2}], "weg": []},
        "anders": {"code": True, "bibliotheken": ["scipy"], "instellingen": {"alfa": [0.05, 0.1]}},
        "oordelen": [{"doel_id": "T02", "doel": "Maximaal", "gebied_code": "RE02", "gebied": "Oost-Nederland",
            "gebied_type": "eenheid", "rol": "doel", "jaar": 2016, "jaren": 1,
            "velden": {"koers": ["op koers", "onbeslist"], "oordeel": ["op koers", "onbeslist"]},
            "waarde": [9534, 9540], "padwaarde": [13450, 13450], "decimalen": 0, "oorzaak": "herziening",
            "toelichting": "x"}],
        "cijfers": [{"indicator_id": "woninginbraken", "naam": "Woninginbraken", "gebied_code": "RE02",
            "gebied": "Oost-Nederland", "gebied_type": "eenheid", "periode_id": "2016", "bron": "politie_47018ned",
            "meeteenheid": "aantal", "decimalen": 0, "waarde": [9534.0, 9540.0], "verandering": 6.0,
            "celstatus": ["aanwezig", "aanwezig"], "oorzaak": "herziening",
            "delen": {"laat": 1234, "ingetrokken": -1229}, "niet_verklaard": 1, "leveringen": []}],
        "verschenen": {"cijfers": [{"indicator_id": "woninginbraken", "bron": "politie_47018ned", "periode_id": "2021",
            "aantal": 3, "met_waarde": 3, "oorzaak": "nieuwe levering"}], "oordelen": []},
        "verdwenen": {"cijfers": [], "oordelen": []},
    }  # fmt: skip


def _schrijf(publicatie: Path, map_: Path, verschil: dict[str, Any]) -> Path:
    for naam in ("veiligheidsbeeld.duckdb", "berekening", "werkmappen"):
        (map_ / naam).symlink_to(publicatie.resolve() / naam)
    (map_ / "verschil.json").write_text(json.dumps(verschil), encoding="utf-8")
    kenmerken = json.loads((publicatie / "manifest.json").read_text(encoding="utf-8"))
    bouw.schrijf(map_, {**kenmerken, "fictief": "nee"})
    return map_ / "site"


def test_what_changed_is_told_with_its_parts(
    publicatie: Path, tmp_path: Path, venster: Callable[..., Kijker]
) -> None:
    site = _schrijf(publicatie, tmp_path, _verschil())
    pagina = tekst(site / "veranderd.html")
    assert "Sinds de vorige publicatie: 1 cijfer bewoog, 1 oordeel sloeg om." in tekst(site / "index.html")
    for deel in (
        "1 cijfer veranderd",
        "oordeel: op koers → onbeslist",
        "9.534 → 9.540",
        "herziening: +1.234 later gemeld; −1.229 ingetrokken; +1 niet verklaard",
        "Van nog 4 cijfers bewoog alleen de marge",
        "stand van 15-08-2024, 1.985 rijen aanvaard, 2 afgekeurd",
        "Instelling alfa: 0,05 → 0,1.",
        "Andere versies van: scipy.",
    ):
        assert deel in pagina, deel
    assert "koers: op koers → onbeslist" not in pagina.replace("oordeel: op koers", "")
    for breedte, weergave in ((1100, {}), (320, {"color_scheme": "dark"})):
        kijker = venster(breedte, map_=site, **weergave)
        page = kijker.open("veranderd.html")
        assert Axe().run(page, options={"preload": False}).response["violations"] == []
        assert not page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
        assert kijker.klachten == []


def test_two_publications_that_cannot_be_compared_say_so(publicatie: Path, tmp_path: Path) -> None:
    waarom = "Publicatie abc is niet te vergelijken: 3 kolommen ontbreken."
    site = _schrijf(publicatie, tmp_path, {"vergelijkbaar": False, "zin": waarom})
    assert waarom in tekst(site / "veranderd.html")
    assert "De vorige publicatie is niet te vergelijken met deze." in tekst(site / "index.html")
