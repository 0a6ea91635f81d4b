"""The site of the public figures, and a real Chromium that opens it from disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from kijker import Kijker
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from pipelines.warehouse.plekken import Plekken

_ARGUMENTEN = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def publicatie(openbaar_gepubliceerd: Plekken) -> Path:
    """Folder of the publication, as a reader opens it: through the link that points to the current one."""
    return openbaar_gepubliceerd.actueel


@pytest.fixture(scope="session")
def site(publicatie: Path) -> Path:
    return publicatie / "site"


@pytest.fixture(scope="session")
def con(publicatie: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The Parquet files of the publication, each as a view."""
    with duckdb.connect() as verbinding:
        for pad in (publicatie / "marts").glob("*.parquet"):
            verbinding.execute(f"create view {pad.stem} as from '{pad}'")
        yield verbinding


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    pad = shutil.which("chromium")
    if pad is None:
        pytest.fail("These tests need the browser of Debian: apt-get install chromium")
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=pad, args=_ARGUMENTEN)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def venster(chromium: Browser, site: Path) -> Iterator[Callable[..., Kijker]]:
    """Makes windows; a window is closed at the end of all tests."""
    gemaakt: list[BrowserContext] = []

    def maak(breedte: int = 1100, map_: Path | None = None, **weergave: str) -> Kijker:
        context = chromium.new_context(viewport={"width": breedte, "height": 900}, **weergave)  # type: ignore[arg-type]
        gemaakt.append(context)
        kijker = Kijker(context.new_page(), map_ or site)
        kijker.page.on("console", lambda m: kijker.klachten.append(f"{m.type}: {m.text}"))
        kijker.page.on("pageerror", lambda e: kijker.klachten.append(str(e)))
        kijker.page.on(
            "request",
            lambda r: (
                None if r.url.startswith(("file:", "data:", "blob:")) else kijker.klachten.append(r.url)
            ),
        )
        return kijker

    yield maak
    for context in gemaakt:
        context.close()
