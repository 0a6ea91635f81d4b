"""The star that Superset and Power BI join by themselves: one side unique, no orphan, nothing undeclared.

The relations are the `relationships` tests of the marts (pipelines.publish.snapshot.relaties): PostgreSQL makes its
foreign keys of them, manifest.json lists them, and what is no relation says why (`geen_ster`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pipelines.publish.snapshot import Relatie, relaties, tabellen

from .conftest import Stand

pytestmark = pytest.mark.end_to_end

FEITEN = {
    "doelbereik", "indicatoren", "feit_incident", "feit_incident_maand", "incidenten_maand", "feit_prioriteit",
    "feit_registratie", "herzieningen", "herkomst_cijfer", "kerncijfer_gebied", "prioriteit_beeld",
}  # fmt: skip


@pytest.fixture(scope="module")
def ster(openbaar: Stand) -> list[Relatie]:
    return relaties(openbaar.manifest)


@pytest.fixture(params=["openbaar", "demo_stand"])
def stand(request: pytest.FixtureRequest) -> Stand:
    gevonden: Stand = request.getfixturevalue(request.param)
    return gevonden


def test_every_key_of_a_dimension_is_unique_and_filled(stand: Stand, ster: list[Relatie]) -> None:
    for naar, sleutel in {(r.naar, r.sleutel) for r in ster}:
        vraag = f"select count(*), count({sleutel}), count(distinct {sleutel}) from marts.{naar}"
        (telling,) = stand.con.execute(vraag).fetchall()
        assert len(set(telling)) == 1, f"{naar}.{sleutel}: {telling}"


def test_no_value_is_an_orphan(stand: Stand, ster: list[Relatie]) -> None:
    wezen = {}
    for r in ster:
        vraag = (
            f"select count(*) from marts.{r.tabel} as feit anti join marts.{r.naar} as dim "
            f"on dim.{r.sleutel} = feit.{r.kolom} where feit.{r.kolom} is not null"
        )
        (aantal,) = stand.con.execute(vraag).fetchone() or (0,)
        if aantal:
            wezen[f"{r.tabel}.{r.kolom} -> {r.naar}"] = aantal
    assert wezen == {}


def test_joining_a_fact_to_all_its_dimensions_keeps_its_rows(stand: Stand, ster: list[Relatie]) -> None:
    """What a BI tool does: one query over the fact and every dimension; no row twice, none lost."""
    for feit in sorted({r.tabel for r in ster}):
        joins = " ".join(
            f"left join marts.{r.naar} as d{i} on d{i}.{r.sleutel} = feit.{r.kolom}"
            for i, r in enumerate(r for r in ster if r.tabel == feit)
        )
        (aantal,) = stand.con.execute(f"select count(*) from marts.{feit}").fetchone() or (0,)
        assert stand.con.execute(f"select count(*) from marts.{feit} as feit {joins}").fetchone() == (
            aantal,
        ), feit


def test_a_column_named_as_a_key_joins_or_says_why_not(openbaar: Stand, ster: list[Relatie]) -> None:
    sleutels = {t.sleutel[0]: t.naam for t in tabellen(openbaar.manifest) if t.naam.startswith("dim_")}
    sleutels.pop("datum"), sleutels.pop("kolom")  # words that mean other things elsewhere
    sleutels["levering_id"] = "leveringen"
    verklaard = {(r.tabel, r.kolom): r.naar for r in ster} | _geen_ster(openbaar.manifest)
    los = []
    for tabel, kolom in openbaar.con.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts'"
    ).fetchall():
        for sleutel, dim in sleutels.items():
            genoemd = kolom == sleutel or kolom.endswith(f"_{sleutel}")
            if genoemd and tabel != dim and (tabel, kolom) not in verklaard:
                los.append(f"{tabel}.{kolom}")
    assert los == []


def _geen_ster(manifest: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    per_kolom = {
        (n["name"], naam): str(k["config"]["meta"]["geen_ster"])
        for n in manifest["nodes"].values()
        if n["resource_type"] == "model" and n["schema"] == "marts"
        for naam, k in n["columns"].items()
        if "geen_ster" in k["config"]["meta"]
    }
    per_test = {
        (n["attached_node"].rsplit(".", 1)[-1], n["column_name"]): str(n["config"]["meta"]["geen_ster"])
        for n in manifest["nodes"].values()
        if n["resource_type"] == "test" and "geen_ster" in n["config"]["meta"]
    }
    return per_kolom | per_test


def test_every_fact_has_its_dimensions(ster: list[Relatie]) -> None:
    per_feit = {f: {r.naar for r in ster if r.tabel == f} for f in FEITEN}
    assert all("dim_gebied" in dims for dims in per_feit.values()), per_feit
    assert {"dim_gebied", "dim_periode", "dim_indicator", "dim_telregel"} <= per_feit["indicatoren"]
    assert {"dim_gebied", "dim_doelstelling", "dim_indicator", "dim_reden"} <= per_feit["doelbereik"]
    assert {"dim_gebied", "dim_categorie", "dim_datum", "dim_telregel"} <= per_feit["incidenten_maand"]


def test_a_reference_to_what_is_no_key_must_say_why(openbaar: Stand) -> None:
    stil = dict(openbaar.manifest["nodes"])
    (test,) = [k for k, n in stil.items() if n["resource_type"] == "test" and n.get("column_name") == "padvariant"
               and n["attached_node"].endswith(".doelbereik") and "geen_ster" in n["config"]["meta"]]  # fmt: skip
    stil[test] = {**stil[test], "config": {**stil[test]["config"], "meta": {}}}
    with pytest.raises(
        ValueError, match=r"doelbereik\.padvariant refers to doelpad\.padvariant, which is not its key"
    ):
        relaties({**openbaar.manifest, "nodes": stil})
