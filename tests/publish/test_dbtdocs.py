"""Lineage from dbt's manifest, and dbt's page without what belongs to one run or machine: small cases."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pipelines.publish.dbtdocs import boom, pagina
from pipelines.warehouse.dbt import docspagina

KENMERKEN = {"publicatie_id": "abc", "verzameling": "proef", "peildatum": "2019-03-01", "fictief": "nee"}
KAAL = (
    '<head><meta charset="utf-8"><link href="${require(\'./assets/favicons/favicon.ico\')}"></head>'
    '<use xlink:href="{{x}}"><script src="//d1abc.cloudfront.net/sp.js">'
    'n={m:"MANIFEST.JSON INLINE DATA",c:"CATALOG.JSON INLINE DATA"}</script>'
)


def _node(soort: str, laag: str, naam: str, **extra: Any) -> dict[str, Any]:
    return {
        "resource_type": soort, "schema": laag, "name": naam, "database": "bouw", "description": f"Over {naam}. Meer.",
        "columns": {}, "tags": [], "raw_code": f"-- {naam}", "package_name": "p", "root_path": "/ergens/p",
        "created_at": 1.0, **extra,
    }  # fmt: skip


@pytest.fixture
def manifest() -> dict[str, Any]:
    """politie_47018ned -> stg -> mart, and beside it a reference table that looks at bvi_incidenten, and a seed."""
    nodes = {
        "model.p.mart": _node("model", "marts", "mart"),
        "model.p.stg": _node("model", "staging", "stg"),
        "model.p.lijst": _node("model", "intermediate", "lijst", tags=["referentie"]),
        "seed.p.zaad": _node("seed", "seeds", "zaad"),
        "test.p.een": _node("test", "audit", "een", attached_node="model.p.mart",
                            depends_on={"nodes": ["model.p.mart"]}, test_metadata={"name": "accepted_values",
                                           "kwargs": {"column_name": "a", "values": ["x", "y"], "model": "{{ m }}"}}),
        "test.p.twee": _node("test", "audit", "telt_nooit_te_veel", depends_on={"nodes": ["model.p.mart"]}),
    }  # fmt: skip
    sources = {
        f"source.p.raw.{naam}": _node("source", "raw", naam)
        for naam in ("politie_47018ned", "bvi_incidenten", "run")
    }
    ouders = {
        "model.p.mart": ["model.p.stg", "model.p.lijst", "seed.p.zaad"],
        "model.p.stg": ["source.p.raw.politie_47018ned", "source.p.raw.run"],
        "model.p.lijst": ["source.p.raw.bvi_incidenten"],
        "test.p.een": ["model.p.mart"],
    }
    kinderen: dict[str, list[str]] = {i: [] for i in {**nodes, **sources}}
    for kind, eigen in ouders.items():
        for ouder in eigen:
            kinderen[ouder].append(kind)
    return {
        "metadata": {"dbt_schema_version": "v12", "dbt_version": "1", "project_name": "p", "invocation_id": "uniek"},
        "nodes": nodes,
        "sources": sources,
        "macros": {"macro.dbt.x": _node("macro", "", "x", package_name="dbt")},
        "unit_tests": {"unit_test.p.v": {"name": "een_plus_een", "depends_on": {"nodes": ["model.p.mart"]}}},
        "parent_map": ouders,
        "child_map": kinderen,
    }  # fmt: skip


def test_all_that_a_mart_rests_on_in_an_order_in_which_it_is_made(manifest: dict[str, Any]) -> None:
    stam = boom.lees(manifest, {})
    namen = [s.naam for s in stam.voorouders("model.p.mart")]
    assert set(namen) == {"run", "politie_47018ned", "bvi_incidenten", "zaad", "stg", "lijst"}
    assert namen.index("stg") > max(namen.index("run"), namen.index("politie_47018ned"))
    assert [(laag, len(s)) for laag, s in stam.per_laag()] == [
        ("raw", 3), ("seeds", 1), ("staging", 1), ("intermediate", 1), ("marts", 1)
    ]  # fmt: skip
    assert [s.naam for s in stam.onder("source.p.raw.politie_47018ned")] == ["stg"]


def test_a_reference_table_is_no_road_of_a_figure_but_has_its_own(manifest: dict[str, Any]) -> None:
    stam = boom.lees(manifest, {})
    wegen = {bron.naam: [s.naam for s in weg] for bron, weg in stam.wegen("model.p.mart")}
    assert wegen == {"politie_47018ned": ["stg"]}
    assert [bron.naam for bron, _ in stam.wegen("model.p.lijst")] == ["bvi_incidenten"]


def test_tests_are_told_in_words(manifest: dict[str, Any]) -> None:
    stap = boom.lees(manifest, {}).stappen["model.p.mart"]
    assert stap.toetsen == ["a is een van: x, y.", "telt nooit te veel"]
    assert stap.voorbeelden == ["een plus een"]
    assert stap.kort == "Over mart."


def test_columns_are_those_of_the_build(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.p.mart"]["columns"] = {"a": {"description": "Een\n letter."}}
    stam = boom.lees(manifest, {("marts", "mart"): {"b": "INTEGER", "a": "VARCHAR"}})
    assert stam.stappen["model.p.mart"].kolommen == [("b", "INTEGER", ""), ("a", "VARCHAR", "Een letter.")]


def test_two_machines_give_the_same_page(manifest: dict[str, Any]) -> None:
    elders = copy.deepcopy(manifest)
    elders["metadata"]["invocation_id"] = "een ander"
    for node in elders["nodes"].values():
        node |= {"root_path": "/home/iemand/p", "created_at": 2.0, "compiled_path": "/home/iemand/c.sql"}
    eerste, tweede = (pagina.maak(KAAL, m, boom.lees(m, {}), KENMERKEN) for m in (manifest, elders))
    assert eerste == tweede and "/ergens" not in eerste and "uniek" not in eerste
    assert "cloudfront" not in eerste and "xlink" not in eerste and "macro.dbt" not in eerste


def test_the_order_in_which_dbt_read_its_files_is_not_seen(manifest: dict[str, Any]) -> None:
    """Parsed anew and taken from its cache, dbt's manifest holds the same in another order."""
    andersom = {
        deel: dict(reversed([*inhoud.items()])) if isinstance(inhoud, dict) else inhoud
        for deel, inhoud in copy.deepcopy(manifest).items()
    }
    andersom["parent_map"] = {i: ouders[::-1] for i, ouders in andersom["parent_map"].items()}
    paginas, wegen = [], []
    for m in map(boom.geordend, (manifest, andersom)):
        stam = boom.lees(m, {})
        paginas.append(pagina.maak(KAAL, m, stam, KENMERKEN))
        wegen.append([s.id for s in stam.voorouders("model.p.mart")])
    assert paginas[0] == paginas[1] and wegen[0] == wegen[1]


def test_sql_cannot_end_the_script_that_it_stands_in(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.p.mart"]["raw_code"] = "select '</script><script>alert(1)'"
    uit = pagina.maak(KAAL, manifest, boom.lees(manifest, {}), KENMERKEN)
    assert "alert(1)" in uit and uit.count("</script>") == KAAL.count("</script>")


def test_fictitious_figures_are_marked(manifest: dict[str, Any]) -> None:
    stam = boom.lees(manifest, {})
    assert "FICTIEVE CIJFERS" not in pagina.maak(KAAL, manifest, stam, KENMERKEN)
    assert "FICTIEVE CIJFERS" in pagina.maak(KAAL, manifest, stam, {**KENMERKEN, "fictief": "ja"})


@pytest.mark.parametrize(
    "stuk",
    ["MANIFEST.JSON INLINE DATA", "CATALOG.JSON INLINE DATA", "xlink:href", "favicon.ico", 'charset="utf-8"'],
)
def test_another_page_of_dbt_is_noticed(manifest: dict[str, Any], stuk: str) -> None:
    stam = boom.lees(manifest, {})
    with pytest.raises(ValueError, match="documentation page of dbt changed"):
        pagina.maak(KAAL.replace(stuk, "iets anders"), manifest, stam, KENMERKEN)
    assert pagina.maak(docspagina().read_text(encoding="utf-8"), manifest, stam, KENMERKEN)
