"""dbt's unit tests: every rule of a model on a handful of rows, run once in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.warehouse import dbt

if TYPE_CHECKING:
    from tests.dbt.conftest import Warehouse

# nothing is decided in these: they rename, or hand their rows to pipelines.statistics, tested on its own
ZONDER_REGEL = {
    "stg_afgekeurd",
    "stg_bvi__goed",
    "stg_gemeente__doel",
    "stg_levering",
    "stg_rapport__uitspraak",
    "stg_run",
    "stg_termijn",
    "int_berekening",
    "int_bijdrage_koers",
    "stg_geweigerd",
    "stg_vormwijziging",
    "int_dispersie",
    "int_enquete_detail",
    "int_enquete_microdata",
    "int_inbraak_nabij",
    "int_inbraak_trend",
    "int_interval",
    "int_jeugdoverlast_rang",
    "int_jaarwaarde",
    "int_koers",
    "int_lokaal_koers",
    "doel_gebied",  # the seed
    "oordeel_berekening",  # two tables side by side
    "int_krimp",
    "int_trendbreuk",
    "int_waterbed",
    "brug_gebied",
    "brug_indicator_code",
    "brug_mk_inp",  # a choice from int_mk_brug, as are the next two
    "brug_mk_thema",
    "brug_mk_vng",
    "datakwaliteit",
    "dim_datum",
    "dim_doelstelling",
    "dim_indicator",
    "dim_inp",
    "dim_bijlage1_kolom",
    "dim_reden",
    "dim_telregel",
    "doelpad",
    "gebied_historie",
    "inwoners_indeling",
    "reeksbreuk",
    "ontwikkelingsdriehoek",  # two tables side by side
}


def test_every_unit_test_passes(warehouse: Warehouse) -> None:
    resultaten = dbt.draai(warehouse.bouw, ["test", "--select", "test_type:unit"])
    gevallen = {r.naam: f"{r.status}: {r.melding}" for r in resultaten if r.status != "pass"}
    assert not gevallen, "\n\n".join(f"{naam}\n{melding}" for naam, melding in gevallen.items())
    assert {r.naam for r in resultaten} == {u["name"] for u in warehouse.manifest["unit_tests"].values()}


def test_every_model_with_a_rule_has_one(warehouse: Warehouse) -> None:
    modellen = {n["name"] for n in warehouse.manifest["nodes"].values() if n["resource_type"] == "model"}
    getest = {u["model"] for u in warehouse.manifest["unit_tests"].values()}
    assert modellen - getest == ZONDER_REGEL
