"""What can be said of the pages without a browser: links, tags, weight, and what must and must not be on them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest

from pipelines.cli import _vertaal
from pipelines.publish import site as bouw
from pipelines.publish.getallen import getal
from pipelines.settings import PROJECT

LEEG = {"meta", "link", "input", "br", "img", "hr"}


class Lezer(HTMLParser):
    """Ids, links and tags of a page; complains of what is not well formed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.fouten: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        waarden = dict(attrs)
        if len(waarden) != len(attrs):
            self.fouten.append(f"attribute twice in {tag}")
        self.ids += [waarden["id"] or ""] if "id" in waarden else []
        self.links += [str(waarden[k]) for k in ("href", "src") if k in waarden]
        if tag in {"p", "ul", "div", "table"} and "p" in self.open:
            self.fouten.append(f"{tag} in p")
        if tag not in LEEG:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.fouten.append(f"</{tag}> at {self.getpos()}")


@cache
def gelezen(pad: Path) -> Lezer:
    lezer = Lezer()
    lezer.feed(pad.read_text(encoding="utf-8"))
    return lezer


@pytest.fixture(scope="module")
def paginas(site: Path) -> dict[str, Path]:
    return {p.relative_to(site).as_posix(): p for p in sorted(site.rglob("*.html"))}


def test_every_target_and_area_has_a_page(
    paginas: Mapping[str, Path], con: duckdb.DuckDBPyConnection
) -> None:
    doelen = con.execute("select doel_id from dim_doelstelling").fetchall()
    gebieden = con.execute("select gebied_code from dim_gebied where in_eenheid").fetchall()
    assert {f"doel/{d}.html" for (d,) in doelen} | {f"gebied/{g}.html" for (g,) in gebieden} <= set(paginas)
    assert (len(doelen), len(gebieden)) == (18, 116)


def test_every_page_is_well_formed(paginas: Mapping[str, Path]) -> None:
    fout = {}
    for naam, pad in paginas.items():
        lezer = gelezen(pad)
        dubbel = {i for i in lezer.ids if lezer.ids.count(i) > 1}
        if lezer.fouten or lezer.open or dubbel:
            fout[naam] = (lezer.fouten[:3], lezer.open, dubbel)
    assert fout == {}


def test_no_link_is_dead(paginas: Mapping[str, Path]) -> None:
    dood = []
    for naam, pad in paginas.items():
        for link in gelezen(pad).links:
            if link.startswith("data:"):
                continue
            doel, _, anker = unquote(link).partition("#")
            bestand = Path(os.path.normpath(pad.parent.resolve() / doel)) if doel else pad
            if not bestand.exists() or (
                anker and "=" not in anker and bestand.suffix == ".html" and anker not in gelezen(bestand).ids
            ):
                dood.append(f"{naam}: {link}")
    assert dood == []


def test_every_page_says_for_whom_it_is_and_of_when(paginas: Mapping[str, Path], publicatie: Path) -> None:
    nummer = publicatie.resolve().name
    for naam, pad in paginas.items():
        tekst = pad.read_text(encoding="utf-8")
        assert "Intern gebruik" in tekst and "15-08-2024" in tekst and nummer in tekst, naam
        assert "FICTIEVE CIJFERS" not in tekst and "feit_incident" not in tekst, naam
        assert not re.search(r"https?://(?!www\.w3\.org)", tekst), naam
        assert "{" not in re.sub(r"<script.*?</script>|data-\w+=\"[^\"]*\"", "", tekst, flags=re.S), naam


def test_the_scoreboard_says_what_the_marts_say(site: Path, con: duckdb.DuckDBPyConnection) -> None:
    tekst = (site / "index.html").read_text(encoding="utf-8")
    rijen = con.execute(
        """select doel_id, oordeel, toelichting, waarde from doelbereik inner join dim_doelstelling using (doel_id)
        where jaar = doeljaar and rol = 'doel' and is_hoofd and leidend"""
    ).fetchall()
    assert len(rijen) == 18
    for doel, oordeel, zin, waarde in rijen:
        stuk = tekst.split(f'id="{doel}"')[1].split("</li>\n")[0]
        assert f"</span> {oordeel}</span>" in stuk
        assert zin.replace("'", "&#39;") in stuk
        assert waarde is None or getal(waarde, 0 if waarde > 100 else 1) in stuk


def test_the_strip_of_t02_tells_what_is_known(site: Path) -> None:
    tekst = (site / "doel" / "T02.html").read_text(encoding="utf-8").split('id="jaar-2013"')[1]
    assert "14.903, gedrukt in de strategie." in tekst
    assert "Samen −145: −145 zonder bekende reden" in tekst
    assert "Uiterlijk 17-09-2025" in tekst
    acht = (
        (site / "doel" / "T02.html")
        .read_text(encoding="utf-8")
        .split('id="jaar-2018"')[1]
        .split("</details>")[0]
    )
    assert "Dit oordeel houdt stand bij gebruikelijke bijstelling. Het slaat pas om bij 12.111." in acht


def test_it_is_light(site: Path, paginas: Mapping[str, Path]) -> None:
    voorpagina = sum((site / b).stat().st_size for b in ("index.html", "bestanden/kern.js", "bestanden/site.js",
                                                          "bestanden/site.css", "bestanden/vega.js"))  # fmt: skip
    assert voorpagina < 1_500_000
    assert sum(p.stat().st_size for p in site.rglob("*") if p.is_file()) < 15_000_000


def test_a_full_disk_is_said_in_one_sentence(
    publicatie: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for naam in ("veiligheidsbeeld.duckdb", "berekening"):
        (tmp_path / naam).symlink_to(publicatie.resolve() / naam)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").symlink_to("/dev/full")
    kenmerken = json.loads((publicatie / "manifest.json").read_text(encoding="utf-8"))
    with pytest.raises(OSError, match="No space left on device") as fout:
        bouw.schrijf(tmp_path, {**kenmerken, "fictief": "nee"})
    assert _vertaal(fout.value) != 0
    gezegd = capsys.readouterr()
    assert f"No space left on device: {tmp_path}/site/index.html; check space and rights there." in (
        gezegd.err + gezegd.out
    )


def test_a_missing_locale_and_font_change_nothing(
    publicatie: Path, paginas: Mapping[str, Path], tmp_path: Path
) -> None:
    """Numbers and dates are written by the project and charts are drawn by the browser: every page byte for byte."""
    kopie = tmp_path / "publicatie"
    kopie.mkdir()
    for deel in publicatie.iterdir():
        if deel.name != "site":
            (kopie / deel.name).symlink_to(deel.resolve())
    manifest = json.loads((publicatie / "manifest.json").read_text(encoding="utf-8"))
    kenmerken = {k: manifest[k] for k in ("publicatie_id", "verzameling", "peildatum")} | {"fictief": "nee"}
    subprocess.run(
        [sys.executable, "-c", f"""
from pathlib import Path
from pipelines.publish import site
site.schrijf(Path({str(kopie)!r}), {kenmerken!r})"""],
        env={
            "PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT), "LC_ALL": "xx_XX", "LANG": "xx_XX",
            "FONTCONFIG_FILE": "/nonexistent", "HOME": str(tmp_path),
        },
        check=True,
    )  # fmt: skip
    anders = [
        naam
        for naam, pad in paginas.items()
        if pad.read_bytes() != (kopie / "site" / pad.relative_to(publicatie / "site")).read_bytes()
    ]
    assert anders == []
