"""The list of rules is whole: every unit test of dbt, every reason and every status stands in it, with a test."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from pipelines.publish.regelpagina import ELDERS, REGISTER, Elders, Regel, lees_elders, lees_regels
from pipelines.settings import PROJECT
from pipelines.sources.contract import VERWACHT

MODELLEN = PROJECT / "dbt_project" / "models"
DBT = "dbt:"
# published columns of which every allowed value is a rule `<column>_<value>`
KOLOMMEN = {
    ("doelbereik", "meetstatus"),
    ("doelbereik", "koers"),
    ("indicatoren", "celstatus"),
    ("lokaal_doelbereik", "meetstatus"),
    ("feit_incident", "gebied_status"),
    ("leveringen", "soort"),
    ("leveringen", "bronstatus"),
    ("ketenafspraken", "mijlpaal_status"),
    ("ketenafspraken", "beoordeling"),
    ("doelpad", "wijze"),
    ("herzieningen", "oorzaak"),
    ("brug_mk_vng", "bewijs"),
    ("brug_vng_inp", "relatie"),
    ("thema_definitie", "meetbaar"),
    ("telregel_effect", "status"),
}
OORZAKEN = ("laat", "hergeleverd", "ingetrokken", "heringedeeld", "verplaatst", "grens", "datum", "telregel")
ALLE: tuple[Regel | Elders, ...] = (*lees_regels(), *lees_elders())
NAMEN = {r.regel_id for r in ALLE}


def te_doen(ontbreekt: set[str]) -> str:
    """What to write for a rule that is not there."""
    return (
        f"not in the list of rules: {', '.join(sorted(ontbreekt))}. Add a line to {REGISTER.relative_to(PROJECT)} "
        "(regel_id, room, the rule as one sentence, a query with `order by … limit 1` for the row of the "
        "demonstration that exercises it, and `dbt:<unit test>` or the node id of a test), or, if the "
        f"demonstration cannot show it, to {ELDERS.relative_to(PROJECT)} with the reason. Then run `make docs`."
    )


def unit_tests() -> set[str]:
    return {
        str(u["name"])
        for pad in MODELLEN.glob("*/_unit_tests*.yml")
        for u in yaml.safe_load(pad.read_text(encoding="utf-8"))["unit_tests"]
    }


def test_every_unit_test_of_dbt_is_named_by_a_rule() -> None:
    genoemd = {r.toets.removeprefix(DBT) for r in ALLE if r.toets.startswith(DBT)}
    ontbreekt = unit_tests() - genoemd
    assert not ontbreekt, "dbt unit tests " + te_doen(ontbreekt)
    assert genoemd - unit_tests() == set(), "no unit test of dbt has this name"


def test_every_test_that_a_rule_names_exists() -> None:
    weg = [
        f"{r.regel_id}: {r.toets}"
        for r in ALLE
        if not r.toets.startswith(DBT)
        and r.toets.partition("::")[2] not in _toetsen(r.toets.partition("::")[0])
    ]
    assert weg == []


@cache
def _toetsen(bestand: str) -> set[str]:
    pad = PROJECT / bestand
    if not re.fullmatch(r"tests/.*test_\w+\.py", bestand) or not pad.is_file():
        return set()
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    return {k.name for k in boom.body if isinstance(k, ast.FunctionDef) and k.name.startswith("test_")}


def test_every_reason_is_a_rule() -> None:
    with (PROJECT / "dbt_project" / "seeds" / "redencodes.csv").open(encoding="utf-8", newline="") as bestand:
        redenen = {f"reden_{r['reden_code']}" for r in csv.DictReader(bestand)}
    assert not redenen - NAMEN, te_doen(redenen - NAMEN)


def test_every_cause_of_a_revision_is_a_rule() -> None:
    oorzaken = {f"herziening_{o}" for o in OORZAKEN}
    assert not oorzaken - NAMEN, te_doen(oorzaken - NAMEN)


def test_every_kind_of_reject_is_a_rule() -> None:
    genoemd = " ".join([*(r.vraag for r in lees_regels()), *(r.regel for r in lees_elders())])
    soorten = {f"expected {v}" for t, v in VERWACHT.items() if t != "tekst"} | {"empty", "cells instead of"}
    ontbreekt = {s for s in soorten if s not in genoemd}
    assert not ontbreekt, te_doen(ontbreekt)


@pytest.mark.parametrize(("model", "kolom"), sorted(KOLOMMEN))
def test_every_value_of_a_status_is_a_rule(model: str, kolom: str) -> None:
    regels = {f"{kolom}_{_als_naam(w)}" for w in _waarden(model, kolom)}
    assert regels
    assert not regels - NAMEN, te_doen(regels - NAMEN)


def _als_naam(waarde: str) -> str:
    return re.sub(r"\W+", "_", waarde).strip("_")


def _waarden(model: str, kolom: str) -> Iterator[str]:
    inhoud = [
        m
        for pad in (MODELLEN / "marts").glob("_marts_*.yml")
        for m in yaml.safe_load(pad.read_text(encoding="utf-8"))["models"]
    ]
    (gevonden,) = [m for m in inhoud if m["name"] == model]
    (beschreven,) = [k for k in gevonden["columns"] if k["name"] == kolom]
    for test in beschreven["data_tests"]:
        if "accepted_values" in test:
            yield from test["accepted_values"]["arguments"]["values"]


def test_every_rule_stands_there_once_and_is_a_sentence() -> None:
    namen = [r.regel_id for r in ALLE]
    assert [n for n in namen if namen.count(n) > 1] == []
    assert [r.regel_id for r in ALLE if not re.fullmatch(r"[a-z0-9_]+", r.regel_id)] == []
    assert [r.regel_id for r in ALLE if not r.regel.endswith(".")] == []


def test_a_rule_that_shows_the_first_row_says_by_which_order() -> None:
    assert [r.regel_id for r in lees_regels() if "limit" in r.vraag and "order by" not in r.vraag] == []


def test_few_rules_are_shown_elsewhere() -> None:
    assert len(lees_elders()) < len(lees_regels()) / 6


@pytest.mark.parametrize(
    ("regel", "zin"),
    [("a,sources,Rule.,,dbt:b", "every cell"), ("a,kitchen,Rule.,select 1,dbt:b", "room 'kitchen'")],
)
def test_a_line_that_is_not_whole_is_named(tmp_path: Path, regel: str, zin: str) -> None:
    pad = tmp_path / "regels.csv"
    pad.write_text(f"regel_id,room,regel,vraag,toets\n{regel}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"regels.csv, row 2: {zin}"):
        lees_regels(pad)
