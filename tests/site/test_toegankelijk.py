"""Every page in light, dark, forced colours and on a narrow screen: no violation of WCAG, no complaint, no network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from kijker import Kijker

WEERGAVEN = {
    "licht": (1100, {}),
    "donker": (1100, {"color_scheme": "dark"}),
    "gedwongen": (1100, {"forced_colors": "active"}),
    "smal": (320, {}),
}
SOORTEN = (
    "index.html", "matrix.html", "kaart.html", "doel/T02.html", "doel/T07.html", "doel/T08.html",
    "gebied/GM1945.html", "gebied/BT0017.html", "uitspraken.html", "veranderd.html",
    "thema/overlast.html", "themas.html", "gebieden.html", "zeker.html", "leveringen.html",
    "kwaliteit.html", "inbedden/T04.html",
)  # fmt: skip
# axe would fetch the style sheet, which a page opened from disk may not
_AXE = {"preload": False}


@pytest.fixture(scope="module")
def kijkers(venster: Callable[..., Kijker]) -> dict[str, Kijker]:
    return {naam: venster(breedte, **weergave) for naam, (breedte, weergave) in WEERGAVEN.items()}


def bekijk(kijker: Kijker, pad: str, beeld: Path | None) -> list[str]:
    """What is wrong with a page."""
    kijker.klachten.clear()
    page = kijker.open(pad)
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
    kijker.teken()
    fouten = [
        f"{v['id']}: {v['nodes'][0]['html'][:160]}"
        for v in Axe().run(page, options=_AXE).response["violations"]
    ]
    if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
        fouten.append("scrolls sideways")
    if beeld:
        page.screenshot(path=beeld)
    return fouten + kijker.klachten


@pytest.mark.parametrize("weergave", WEERGAVEN)
@pytest.mark.parametrize("pad", SOORTEN)
def test_a_page_of_each_kind(kijkers: dict[str, Kijker], tmp_path: Path, pad: str, weergave: str) -> None:
    assert bekijk(kijkers[weergave], pad, tmp_path / f"{weergave}.png") == []


@pytest.mark.soak
@pytest.mark.parametrize("weergave", WEERGAVEN)
def test_all_pages(kijkers: dict[str, Kijker], site: Path, weergave: str) -> None:
    paden = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))
    fout = {pad: f for pad in paden if (f := bekijk(kijkers[weergave], pad, None))}
    assert len(paden) > 150 and fout == {}
