"""docs/demo.md against the demonstration as it is built now: every rule has a row, and the page shows it."""

from __future__ import annotations

import pytest

from pipelines.publish.regelpagina import (
    PAGINA,
    Regel,
    RegelZonderRij,
    antwoord,
    lees_elders,
    lees_regels,
    regelpagina,
)

from .conftest import Stand

pytestmark = pytest.mark.end_to_end


def test_the_page_shows_a_row_for_every_rule(demo_stand: Stand) -> None:
    """Fails with the names of rules that lost their row, or with the lines that differ."""
    pagina = regelpagina(demo_stand.con, lees_regels(), lees_elders())
    assert PAGINA.read_text(encoding="utf-8").splitlines() == pagina.splitlines(), "run `make docs`"


def test_every_query_gives_the_same_rows_again(demo_stand: Stand) -> None:
    """Read by more threads and in another order of the rows: no rule shows what happened to come first."""
    regels = lees_regels()
    eerst = [antwoord(demo_stand.con, r) for r in regels]
    demo_stand.con.execute("set threads = 1")
    try:
        anders = [
            r.regel_id for r, rijen in zip(regels, eerst, strict=True) if antwoord(demo_stand.con, r) != rijen
        ]
    finally:
        demo_stand.con.execute("reset threads")
    assert anders == []


def test_no_query_leans_on_what_the_gates_found(demo_stand: Stand) -> None:
    """The page is also made after a run with gates: it must say the same."""
    assert [r.regel_id for r in lees_regels() if "kwaliteit" in r.vraag] == []


def test_every_reject_of_the_demonstration_is_shown(demo_stand: Stand) -> None:
    regels = [r for r in lees_regels() if "raw.afgekeurd" in r.vraag]
    getoond = {str(rij["reden"]) for r in regels for rij in antwoord(demo_stand.con, r)}
    assert getoond == {str(r["reden"]) for r in demo_stand.rijen("select distinct reden from raw.afgekeurd")}


def test_rules_without_a_row_are_named_together(demo_stand: Stand) -> None:
    goed = Regel("goed", "marts", "Good.", "select 1 as een", "dbt:x")
    leeg = Regel("leeg", "marts", "Empty.", "select 1 as een where false", "dbt:x")
    stuk = Regel("stuk", "marts", "Broken.", "select * from marts.bestaat_niet", "dbt:x")
    with pytest.raises(RegelZonderRij, match=r"(?s)leeg: its query gives no row.*stuk: its query fails"):
        regelpagina(demo_stand.con, [goed, leeg, stuk], [])
