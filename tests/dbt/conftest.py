"""One warehouse of the public figures, built stage by stage as the night does, for every test here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.quality import registratie
from pipelines.settings import PROJECT, Settings
from pipelines.sources.contracten import contracten
from pipelines.warehouse import bouw, dbt
from pipelines.warehouse.inventaris import maak_inventaris
from pipelines.warehouse.plekken import Plekken

_NA_POORT = "tag:na_poort"
STAGES = (
    ["path:models/staging", "resource_type:seed", "--exclude", _NA_POORT],
    ["path:models/intermediate", "--exclude", _NA_POORT],
    ["path:models/marts", "--exclude", _NA_POORT],
    [_NA_POORT],
)


@dataclass(frozen=True)
class Warehouse:
    """A build database with all stages, and what dbt says of each node."""

    bouw: Path
    resultaten: tuple[dbt.Resultaat, ...]
    manifest: Mapping[str, Any]


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    data = tmp_path_factory.mktemp("data")
    (data / "raw").mkdir()
    (data / "raw" / "openbaar").symlink_to(PROJECT / "data" / "raw" / "openbaar")
    instellingen = Settings(data=data)
    plekken = Plekken.van("openbaar", instellingen)
    inventaris = maak_inventaris(plekken)
    con = bouw.open_bouw(plekken, instellingen)
    try:
        bouw.begin_opslag(con)
        registratie.maak_tabel(con)
        for bron in contracten():
            inventaris, _ = bouw.laad_bron(con, plekken, inventaris, bron)
        peildatum = inventaris.peildatum()
        bouw.toon_raw(con, plekken, instellingen, peildatum, inventaris.leveringen(peildatum))
    finally:
        con.close()
    resultaten: list[dbt.Resultaat] = []
    for keuze in STAGES:
        resultaten += dbt.draai(
            plekken.bouw,
            ["build", "--full-refresh", "--select", *keuze, "--exclude-resource-type", "unit_test"],
        )
    manifest = json.loads(dbt.manifest(instellingen.warehouse).read_text(encoding="utf-8"))
    return Warehouse(plekken.bouw, tuple(resultaten), manifest)


@pytest.fixture
def con(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(warehouse.bouw), read_only=True) as verbinding:
        yield verbinding
