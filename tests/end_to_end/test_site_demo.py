"""The site of the demonstration: marked as invented everywhere, areas with figures, and never half there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipelines.publish import berekening, publicatie, site, snapshot
from pipelines.settings import DEMO
from pipelines.warehouse.plekken import Plekken
from tests.end_to_end.conftest import Stand

pytestmark = pytest.mark.end_to_end


@pytest.fixture(scope="module")
def gepubliceerd(demo_stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("site_demo")
    kenmerken = {
        "publicatie_id": "0123456789abcdef", "verzameling": DEMO, "peildatum": demo_stand.peildatum.isoformat(),
        "fictief": "ja",
    }  # fmt: skip
    snapshot.schrijf(demo_stand.con, demo_stand.marts, map_, kenmerken, fictief=True)
    berekening.schrijf(demo_stand.con, map_, kenmerken, fictief=True)
    site.schrijf(map_, kenmerken)
    return map_


def test_every_page_and_every_chart_says_that_its_figures_are_invented(gepubliceerd: Path) -> None:
    paginas = list((gepubliceerd / "site").rglob("*.html"))
    assert len(paginas) > 160
    for pad in paginas:
        tekst = pad.read_text(encoding="utf-8")
        assert "FICTIEVE CIJFERS" in tekst.split("<title>")[1].split("</title>")[0], pad.name
        assert "FICTIEVE CIJFERS" in tekst.split("<h1>")[0].split("</title>")[1], pad.name
    kern = (gepubliceerd / "site" / "bestanden" / "kern.js").read_text(encoding="utf-8")
    assert '"waarschuwing":"FICTIEVE CIJFERS"' in kern  # which images, CSV and citations carry


def test_no_identifier_of_an_incident_reaches_the_site(gepubliceerd: Path, demo_stand: Stand) -> None:
    alles = "".join(p.read_text(encoding="utf-8") for p in (gepubliceerd / "site").rglob("*.html"))
    assert "PL9999" not in alles
    for r in demo_stand.rijen("select pseudoniem, registratie_pseudoniem from marts.feit_incident limit 200"):
        assert r["pseudoniem"] not in alles and r["registratie_pseudoniem"] not in alles


def test_a_chart_holds_the_rows_of_the_marts_with_two_sources_apart(
    gepubliceerd: Path, demo_stand: Stand
) -> None:
    tekst = (gepubliceerd / "site" / "doel" / "T04.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'class="data">(.*?)</script>', tekst, re.S)[1])  # type: ignore[index]
    verwacht = demo_stand.rijen(
        """select jaar, jaren, waarde, ondergrens, bovengrens, padwaarde, oordeel, bron from marts.doelbereik
        where doel_id = 'T04' and rol = 'doel' and is_hoofd and leidend order by jaar"""
    )
    namen = [k["naam"] for k in data["kolommen"]]
    gelezen = [dict(zip(namen, rij, strict=True)) for rij in data["rijen"]]
    assert [{k: r[k] for k in verwacht[0]} for r in gelezen] == verwacht
    assert len({r["bron"] for r in verwacht if r["waarde"] is not None}) == 2


def test_a_team_has_its_figures(gepubliceerd: Path) -> None:
    tekst = (gepubliceerd / "site" / "gebied" / "BT0017.html").read_text(encoding="utf-8")
    assert 'id="T02"' in tekst and "berekening/T02-BT0017-2018.json" in tekst


def test_a_full_disk_leaves_the_old_publication_whole(
    demo_stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plekken = Plekken(DEMO, tmp_path / "raw", tmp_path / "warehouse")

    def publiceer(naam: str) -> None:
        publicatie.publiceer(
            demo_stand.con,
            plekken,
            naam,
            demo_stand.peildatum,
            [],
            demo_stand.manifest,
            lambda _: None,
            rapport=False,
        )

    publiceer("oud")
    voor = {p: p.stat().st_mtime_ns for p in (plekken.publicaties / "oud").rglob("*")}
    echt = publicatie._schrijf_site

    def op_volle_schijf(half: Path, kenmerken: dict[str, str]) -> None:
        (half / "site").mkdir()
        (half / "site" / "kaart.html").symlink_to("/dev/full")
        echt(half, kenmerken)

    monkeypatch.setattr(publicatie, "_schrijf_site", op_volle_schijf)
    with pytest.raises(OSError, match=r"No space left on device: .*kaart\.html"):
        publiceer("nieuw")
    assert plekken.actueel.resolve().name == "oud" and not (plekken.publicaties / "nieuw").exists()
    assert {p: p.stat().st_mtime_ns for p in (plekken.publicaties / "oud").rglob("*")} == voor
