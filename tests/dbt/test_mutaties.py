"""Every rule of tests/mutaties.csv is guarded: break it in the SQL, and a unit test of that model turns red.

The list is applied to a copy of the dbt project, one at a time. That the unit tests are green without is shown
by test_unit. `make soak` runs them all; that each still has its place in the SQL is checked at every run.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipelines.settings import PROJECT
from pipelines.warehouse import dbt

if TYPE_CHECKING:
    from tests.dbt.conftest import Warehouse

MODELLEN = Path("models")
with (PROJECT / "tests" / "mutaties.csv").open(encoding="utf-8", newline="") as _bestand:
    MUTATIES = {rij["mutatie"]: rij for rij in csv.DictReader(_bestand)}


@pytest.mark.parametrize("mutatie", MUTATIES)
def test_has_one_place_in_the_sql(mutatie: str) -> None:
    rij = MUTATIES[mutatie]
    tekst = (dbt.DBT_PROJECT / MODELLEN / rij["bestand"]).read_text(encoding="utf-8")
    assert tekst.count(rij["oud"]) == 1, f"{mutatie} no longer fits {rij['bestand']}: {rij['oud']}"


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("mutaties") / "dbt_project"
    shutil.copytree(dbt.DBT_PROJECT, doel, ignore=shutil.ignore_patterns("target", "logs"))
    return doel


@pytest.mark.soak
@pytest.mark.parametrize("mutatie", MUTATIES)
def test_is_killed(mutatie: str, warehouse: Warehouse, kopie: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rij = MUTATIES[mutatie]
    model = kopie / MODELLEN / rij["bestand"]
    heel = model.read_text(encoding="utf-8")
    monkeypatch.setattr(dbt, "DBT_PROJECT", kopie)
    model.write_text(heel.replace(rij["oud"], rij["nieuw"]), encoding="utf-8")
    try:
        resultaten = dbt.draai(
            warehouse.bouw, ["test", "--select", f"test_type:unit,{model.stem}"], werkmap=kopie.parent
        )
    finally:
        model.write_text(heel, encoding="utf-8")
    stuk = [r.naam for r in resultaten if r.status == "fail"]
    assert stuk, f"{mutatie} lives. {rij['regel']}: no unit test of {model.stem} turns red"
