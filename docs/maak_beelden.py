"""The pictures of the site and of a workbook in the README, from the current publication of the public figures.

`python docs/maak_beelden.py data/warehouse/openbaar/actueel`: needs what the tests need (Chromium, LibreOffice) and
Debian's poppler-utils.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HIER = Path(__file__).parent / "beelden"
# page of the site, height of the picture and where it begins
SITE = {
    "site-scorebord": ("index.html", 1010, 0),
    "site-t02": ("doel/T02.html", 1010, 880),
    "site-kaart": ("kaart.html", 1010, 210),
}
WERKMAP = "gemeente-GM0202-arnhem.xlsx"


def teken_site(site: Path) -> None:
    """Screenshots of 1280 pixels wide, every chart drawn."""
    with sync_playwright() as spel:
        browser = spel.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        pagina = browser.new_page(viewport={"width": 1280, "height": 1400})
        for naam, (pad, hoogte, vanaf) in SITE.items():
            pagina.goto(f"file://{site.resolve()}/{pad}")
            pagina.evaluate("() => window.VB && Object.values(VB.grafieken).forEach(g => g.start())")
            pagina.wait_for_function(
                "() => [...document.querySelectorAll('figure.grafiek')].every(f => f.dataset.klaar)"
            )
            pagina.screenshot(
                path=HIER / f"{naam}.png",
                clip={"x": 0, "y": vanaf, "width": 1280, "height": hoogte},
                full_page=True,
            )
        browser.close()


def teken_werkmap(werkmap: Path) -> None:
    """Sheet Verloop as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as map_:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", map_, str(werkmap.resolve())],
            check=True,
            capture_output=True,
        )
        pdf = next(Path(map_).glob("*.pdf"))
        subprocess.run(
            ["pdftoppm", "-png", "-r", "110", "-f", "3", "-l", "3", "-singlefile", str(pdf),
             str(HIER / "werkmap-verloop")],
            check=True,
        )  # fmt: skip


if __name__ == "__main__":
    publicatie = Path(sys.argv[1])
    teken_site(publicatie / "site")
    teken_werkmap(publicatie / "werkmappen" / WERKMAP)
