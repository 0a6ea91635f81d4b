"""docs/vragen.md: every query runs, and the page says what it gives today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.publish import snapshot
from pipelines.publish.vragenpagina import PAGINA, lees_vragen, vragenpagina
from pipelines.settings import DEMO, OPENBAAR

from .conftest import Stand

pytestmark = pytest.mark.end_to_end


@pytest.fixture(scope="module")
def cons(
    openbaar: Stand, demo_stand: Stand, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, duckdb.DuckDBPyConnection]]:
    """The files that an analyst would open: written as a publication is, and opened read-only."""
    open_ = {}
    for naam, stand in ((OPENBAAR, openbaar), (DEMO, demo_stand)):
        map_ = tmp_path_factory.mktemp(naam)
        snapshot.schrijf(stand.con, stand.marts, map_, {"publicatie_id": naam}, fictief=stand.fictief)
        open_[naam] = duckdb.connect(str(map_ / snapshot.BESTAND), read_only=True)
    yield open_
    for con in open_.values():
        con.close()


def test_the_committed_page_is_current(cons: dict[str, duckdb.DuckDBPyConnection]) -> None:
    assert PAGINA.read_text(encoding="utf-8") == vragenpagina(lees_vragen(), cons), "run `make docs`"


def test_every_question_has_an_answer(cons: dict[str, duckdb.DuckDBPyConnection]) -> None:
    vragen = lees_vragen()
    assert len(vragen) >= 10
    zonder = [v.vraag for v in vragen if not cons[v.verzameling].execute(v.sql).fetchall()]
    assert zonder == []


def test_what_the_owner_published_stands_on_the_page() -> None:
    """6,083 and 9,534 burglaries: summed from the file of the police (tests/verwacht)."""
    pagina = PAGINA.read_text(encoding="utf-8")
    assert re.search(r"^\| 2018 \| 6\.083 \|.*\| gehaald \|", pagina, flags=re.M)
    assert re.search(r"^\| 2016 \| 9\.534 \|", pagina, flags=re.M)


def test_the_parts_of_a_change_add_up(cons: dict[str, duckdb.DuckDBPyConnection]) -> None:
    (vraag,) = (v for v in lees_vragen() if v.vraag.startswith("Waarom is T02 2016 veranderd"))
    for _, _, van, tot, *delen in cons[DEMO].execute(vraag.sql).fetchall():
        assert tot - van == sum(delen) != 0


def test_a_question_without_its_lines_is_an_error(tmp_path: Path) -> None:
    stuk = tmp_path / "vragen.sql"
    stuk.write_text("-- vraag: Wat?\n-- verzameling: demo\nselect 1;\n")
    with pytest.raises(ValueError, match="needs its lines"):
        lees_vragen(stuk)
