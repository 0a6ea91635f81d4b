"""The reference pages say what the project and a publication say today."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from io import StringIO

import duckdb
import pytest
from rich.console import Console

from pipelines.publish import naslag
from pipelines.publish.scorebord import toon_scorebord
from pipelines.publish.uitkomstpagina import scorebordpagina, t02pagina
from pipelines.settings import Settings
from pipelines.warehouse.plekken import Plekken


@pytest.mark.parametrize(
    ("naam", "maak"),
    [
        ("marts.md", naslag.martspagina),
        ("indicatoren.md", naslag.indicatorenpagina),
        ("instellingen.md", naslag.instellingenpagina),
    ],
)
def test_the_committed_page_is_current(naam: str, maak: Callable[[], str]) -> None:
    assert (naslag.DOCS / naam).read_text(encoding="utf-8") == maak(), "something changed: run `make docs`"


def test_every_published_column_stands_on_its_page(con: duckdb.DuckDBPyConnection) -> None:
    gepubliceerd: dict[str, set[tuple[str, str]]] = {}
    for tabel, kolom, soort in con.execute(
        "select table_name, column_name, lower(data_type) from duckdb_columns() where schema_name = 'marts'"
    ).fetchall():
        gepubliceerd.setdefault(tabel, set()).add((kolom, soort))
    delen = re.split(r"^### ", naslag.martspagina(), flags=re.M)[1:]
    op_pagina = {
        deel.splitlines()[0]: set(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", deel, flags=re.M))
        for deel in delen
    }
    assert op_pagina == gepubliceerd


def test_an_indicator_comes_from_the_sources_on_its_page(con: duckdb.DuckDBPyConnection) -> None:
    gepubliceerd = set(con.execute("select distinct indicator_id, bron from marts.indicatoren").fetchall())
    geleverd = {str(b) for (b,) in con.execute("select distinct bron from marts.leveringen").fetchall()}
    genoemd = {(i, b) for i, bronnen in naslag.BRONNEN.items() for b in bronnen if b in geleverd}
    assert genoemd == gepubliceerd


def test_every_indicator_and_target_has_a_chapter(con: duckdb.DuckDBPyConnection) -> None:
    pagina = naslag.indicatorenpagina()
    namen = con.execute("select naam from marts.dim_indicator").fetchall()
    doelen = con.execute("select doel_id || ' ' || naam from marts.dim_doelstelling").fetchall()
    koppen = re.findall(r"^### (.*)$", pagina, flags=re.M)
    assert sorted(koppen) == sorted(str(r[0]) for r in namen + doelen)


def test_paths_on_the_page_are_those_of_the_publication(con: duckdb.DuckDBPyConnection) -> None:
    doelen = {d["doel_id"]: d for d in naslag._rijen("doelstellingen")}
    for variant in naslag._rijen("padvarianten"):
        for jaar in range(int(variant["eerste_jaar"]), int(variant["laatste_jaar"]) + 1):
            eigen = naslag.padwaarde(variant, doelen[variant["doel_id"]], jaar)
            if eigen is None:
                continue
            gevonden = con.execute(
                "select waarde from marts.doelpad where doel_id = ? and padvariant = ? and jaar = ?",
                [variant["doel_id"], variant["padvariant"], jaar],
            ).fetchone()
            assert gevonden is not None and gevonden[0] == pytest.approx(eigen), (variant, jaar)


def test_the_page_shows_the_printed_norm_and_each_reading_of_t02() -> None:
    # by hand: 14,903 x 0.95^4 = 12,138.6 and 14,903 x 0.95^5 = 11,531.7
    hoofdstuk = naslag.indicatorenpagina().split("### T02 ")[1].split("### T03 ")[0]
    assert "<= 12.111 aantal" in hoofdstuk
    assert "2018: 12.139" in hoofdstuk
    assert "2018: 11.532" in hoofdstuk
    for nummer in ("C01", "C02", "C03"):
        assert f"Tegenstrijdigheid {nummer}:" in hoofdstuk


def test_every_setting_stands_on_its_page() -> None:
    pagina = naslag.instellingenpagina()
    for naam, veld in Settings.model_fields.items():
        assert f"| `VEILIGHEIDSBEELD_{naam.upper()}` |" in pagina
        assert veld.description and veld.description in pagina


def test_the_picture_shows_the_scoreboard_of_today(openbaar: Plekken) -> None:
    uit = StringIO()
    toon_scorebord(openbaar, Console(file=uit, width=naslag.BREEDTE, highlight=False))
    beeld = naslag.SCOREBORD.read_text(encoding="utf-8")
    getekend = "".join(html.unescape(t) for t in re.findall(r"<text [^>]*>([^<]*)</text>", beeld))
    woorden = re.sub(r"[\s─]+", "", uit.getvalue())
    assert woorden and woorden in re.sub(r"[\s\xa0─]+", "", getekend), (
        "the scoreboard changed: run `make docs`"
    )


@pytest.mark.parametrize(("naam", "maak"), [("scorebord.md", scorebordpagina), ("t02.md", t02pagina)])
def test_a_page_with_outcomes_is_that_of_today(
    con: duckdb.DuckDBPyConnection, naam: str, maak: Callable[[duckdb.DuckDBPyConnection], str]
) -> None:
    con.execute("set schema = 'marts'")
    assert (naslag.DOCS / naam).read_text(encoding="utf-8") == maak(con), "something changed: run `make docs`"


def test_the_page_of_the_scoreboard_tells_what_was_counted(con: duckdb.DuckDBPyConnection) -> None:
    """6,083 burglaries in 2018 and a norm of 12,111: tests/verwacht/openbaar.csv and the strategy itself."""
    con.execute("set schema = 'marts'")
    regel = next(r for r in scorebordpagina(con).splitlines() if r.startswith("| T02 |"))
    assert "12.111" in regel and "6.083" in regel and "gehaald" in regel


def test_the_page_of_t02_counts_its_own_readings(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("set schema = 'marts'")
    pagina = t02pagina(con)
    regels = [r for r in pagina.splitlines() if r.endswith(("| gehaald |", "| niet gehaald |"))]
    gehaald = sum(r.endswith("| gehaald |") for r in regels)
    assert f"| Oost-Nederland | {len(regels)} | {gehaald} |" in pagina
    # by hand: 14,903 x 0.95^4 = 12,138.6
    assert any("12.138,6" in r for r in regels)
