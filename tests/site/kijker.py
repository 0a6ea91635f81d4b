"""A window of the browser on the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page


@dataclass
class Kijker:
    """A window, and everything in it that should not happen."""

    page: Page
    map: Path
    klachten: list[str] = field(default_factory=list)

    def open(self, pad: str) -> Page:
        """Open a page of the site, with every chart drawn and everything unfolded that can be."""
        self.page.goto(f"file://{self.map.absolute()}/{pad}")
        return self.page

    def teken(self) -> None:
        """Draw also the charts that are far below, and wait for them."""
        self.page.evaluate("() => window.VB && Object.values(VB.grafieken).forEach(g => g.start())")
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('figure.grafiek')].every(f => f.dataset.klaar)"
        )
