"""Every table and column is described, in the place dbt reads, and nothing is described that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

if TYPE_CHECKING:
    from tests.dbt.conftest import Warehouse

# null is a value of its own here: no limit of area; a delivery that names no team; a target without indicator
LEEG_IN_SLEUTEL = {
    ("int_levering_gebied", "gebied_code"),
    ("int_incident_maand", "basisteam"),
    ("int_doeloordeel", "indicator_id"),
    ("int_berekening", "indicator_id"),
    ("int_basisteam_indeling", "wijk"),
}
_SQL_REGEL = r"^-- {}: (\S.*)$"
_PY_REGEL = r"\b{}: ([^.\n]+)"
_LEEG = re.compile(r"\b[Ll]eeg\b")

Node = Mapping[str, Any]


def nodes(warehouse: Warehouse, *soorten: str) -> Iterator[Node]:
    for node in warehouse.manifest["nodes"].values():
        if node["resource_type"] in soorten and node["package_name"] == "veiligheidsbeeld":
            yield node


def kop(node: Node, woord: str) -> str | None:
    """What stands behind `grain` or `key` at the top of a model."""
    if str(node["path"]).endswith(".py"):
        # the docstring of the model, before its code
        tekst = str(node["raw_code"]).split('"""')[1]
        gevonden = re.search(_PY_REGEL.format(woord.capitalize()), tekst)
    else:
        gevonden = re.search(_SQL_REGEL.format(woord), str(node["raw_code"]), re.M)
    return gevonden.group(1).strip() if gevonden else None


def sleutel(node: Node) -> list[str]:
    return [k.strip() for k in (kop(node, "key") or "").split(",") if k.strip()]


def kolommen(con: duckdb.DuckDBPyConnection, node: Node) -> list[tuple[str, str]]:
    return con.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = ?"
        " order by column_index",
        [node["schema"], node["name"]],
    ).fetchall()


def test_dbt_built_and_tested_every_stage_on_its_own(warehouse: Warehouse) -> None:
    fout = [
        (r.naam, r.status, r.melding) for r in warehouse.resultaten if r.status not in {"success", "pass"}
    ]
    assert not fout
    gebouwd = {r.naam for r in warehouse.resultaten}
    # a test that leans on two stages would run before the later one exists, or not at all
    assert {n["name"] for n in nodes(warehouse, "model", "seed", "test")} - gebouwd == set()


def test_every_column_is_described_and_nothing_else_is(
    warehouse: Warehouse, con: duckdb.DuckDBPyConnection
) -> None:
    klachten = []
    for node in nodes(warehouse, "model", "seed"):
        echt = {naam for naam, _ in kolommen(con, node)}
        beschreven = {naam for naam, k in node["columns"].items() if k["description"].strip()}
        klachten += [f"{node['name']}.{k}: no description" for k in sorted(echt - beschreven)]
        klachten += [f"{node['name']}.{k}: described, but gone" for k in sorted(set(node["columns"]) - echt)]
        if not node["description"].strip():
            klachten.append(f"{node['name']}: no description")
    assert not klachten


def test_every_description_says_what_empty_means(warehouse: Warehouse) -> None:
    stil = [
        f"{node['name']}.{naam}"
        for node in nodes(warehouse, "model", "seed")
        for naam, kolom in node["columns"].items()
        if not _LEEG.search(kolom["description"]) and "Altijd" not in kolom["description"]
    ]
    assert not stil


def test_never_empty_is_true(warehouse: Warehouse, con: duckdb.DuckDBPyConnection) -> None:
    gelogen = []
    for node in nodes(warehouse, "model", "seed"):
        beloofd = [n for n, k in node["columns"].items() if k["description"].endswith("Nooit leeg.")]
        tellingen = ", ".join(f'count(*) - count("{k}")' for k in beloofd) or "0"
        rij = con.execute(f'select {tellingen} from "{node["schema"]}"."{node["name"]}"').fetchone()
        assert rij is not None
        gelogen += [f"{node['name']}.{k}: {n} empty" for k, n in zip(beloofd, rij, strict=False) if n]
    assert not gelogen


def test_types_of_the_marts_are_those_of_the_database(
    warehouse: Warehouse, con: duckdb.DuckDBPyConnection
) -> None:
    anders = []
    for node in nodes(warehouse, "model"):
        if node["schema"] != "marts":
            continue
        for naam, soort in kolommen(con, node):
            gezegd = (node["columns"].get(naam) or {}).get("data_type")
            if gezegd != soort.lower():
                anders.append(f"{node['name']}.{naam}: {gezegd}, is {soort}")
    assert not anders


def test_every_model_says_grain_and_key_at_its_top(
    warehouse: Warehouse, con: duckdb.DuckDBPyConnection
) -> None:
    klachten = []
    for node in nodes(warehouse, "model"):
        if not kop(node, "grain"):
            klachten.append(f"{node['name']}: no grain")
        echt = {naam for naam, _ in kolommen(con, node)}
        if not sleutel(node) or not set(sleutel(node)) <= echt:
            klachten.append(f"{node['name']}: key {sleutel(node)} is not in its columns")
    assert not klachten


def test_every_key_is_unique_and_filled(warehouse: Warehouse, con: duckdb.DuckDBPyConnection) -> None:
    klachten = []
    for node in nodes(warehouse, "model"):
        delen = sleutel(node)
        lijst = ", ".join(f'"{k}"' for k in delen)
        tabel = f'"{node["schema"]}"."{node["name"]}"'
        rij = con.execute(
            f"select count(*), (select count(*) from (select distinct {lijst} from {tabel})) from {tabel}"
        ).fetchone()
        assert rij is not None
        if rij[0] != rij[1]:
            klachten.append(f"{node['name']}: {rij[0]} rows, {rij[1]} keys")
        for deel in delen:
            if (node["name"], deel) in LEEG_IN_SLEUTEL:
                continue
            (leeg,) = con.execute(f'select count(*) from {tabel} where "{deel}" is null').fetchone() or (0,)
            if leeg:
                klachten.append(f"{node['name']}.{deel}: {leeg} empty")
    assert not klachten


def test_dbt_tests_the_key_that_the_model_states(warehouse: Warehouse) -> None:
    getest: dict[str, tuple[list[str], set[str]]] = {}
    for test in nodes(warehouse, "test"):
        meta = test.get("test_metadata") or {}
        if meta.get("name") == "sleutel_en_gevuld":
            argumenten = meta["kwargs"]
            getest[test["attached_node"]] = (argumenten["sleutel"], set(argumenten.get("mag_leeg", [])))
    for node in nodes(warehouse, "model"):
        mag_leeg = {k for n, k in LEEG_IN_SLEUTEL if n == node["name"]}
        assert getest.get(node["unique_id"]) == (sleutel(node), mag_leeg), node["name"]


@pytest.mark.parametrize("tabel", ["dim_gebied", "indicatoren", "doelbereik"])
def test_descriptions_of_marts_are_short_enough_to_read(warehouse: Warehouse, tabel: str) -> None:
    (node,) = [n for n in nodes(warehouse, "model") if n["name"] == tabel]
    assert 60 < len(node["description"]) < 500
