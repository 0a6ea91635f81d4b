"""Assets of the stages that dbt builds. Keys, descriptions and lineage come from dbt's own manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import dagster as dg

from pipelines.orchestration.nacht import Nacht, Toestand
from pipelines.settings import settings
from pipelines.warehouse import dbt

STAGES = ("staging", "intermediate", "marts")
NA_POORT = "na_poort"


@cache
def manifest() -> Mapping[str, Any]:
    """dbt's manifest, parsed again only when a file of the dbt project changed."""
    inhoud: Mapping[str, Any] = json.loads(dbt.manifest(settings().warehouse).read_text(encoding="utf-8"))
    return inhoud


def _sleutel(node: Mapping[str, Any]) -> dg.AssetKey:
    return dg.AssetKey([str(node["schema"]), str(node["name"])])


def _specs(stage: str, *, na_poort: bool) -> list[dg.AssetSpec]:
    inhoud = manifest()
    alles = {**inhoud["nodes"], **inhoud["sources"]}
    specs = []
    for node in inhoud["nodes"].values():
        soort = node["resource_type"]
        hier = (soort == "model" and node["schema"] == stage) or (soort == "seed" and stage == "staging")
        if not hier or (NA_POORT in node["tags"]) != na_poort:
            continue
        if na_poort:  # the outcomes of all gates: after the marts and the gate that looks at them
            boven = [n for n in inhoud["nodes"].values() if _is_mart(n) and NA_POORT not in n["tags"]]
        else:
            boven = [alles[n] for n in node["depends_on"].get("nodes", []) if n in alles]
        specs.append(
            dg.AssetSpec(
                key=_sleutel(node),
                deps=[_sleutel(b) for b in boven],
                description=node["description"] or None,
                group_name="seeds" if soort == "seed" else stage,
                kinds={"dbt", "python" if node["path"].endswith(".py") else "sql"},
                owners=["team:data-engineering"],
                metadata={"dbt path": node["original_file_path"]},
            )
        )
    return specs


def _is_mart(node: Mapping[str, Any]) -> bool:
    return bool(node["resource_type"] == "model" and node["schema"] == "marts")


def _stage_asset(stage: str, *, na_poort: bool = False) -> dg.AssetsDefinition:
    naam = f"dbt_{stage}" + ("_na_poort" if na_poort else "")

    @dg.multi_asset(name=naam, specs=_specs(stage, na_poort=na_poort))
    def bouw_stage(nacht: Nacht) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
        t = nacht.toestand
        with t.stap(stage if not na_poort else "datakwaliteit") as rijen:
            resultaten = [r for r in _bouw(t, stage, na_poort=na_poort) if r.soort in {"model", "seed"}]
            per_tabel = _rijen(t, stage)
            rijen.extend(per_tabel.get(r.naam, 0) for r in resultaten if r.soort == "model")
        for r in resultaten:
            metadata: dict[str, float] = {"seconds": round(r.seconden, 3)}
            if r.naam in per_tabel:  # not a view
                metadata["dagster/row_count"] = per_tabel[r.naam]
            yield dg.MaterializeResult(
                asset_key=["seeds" if r.soort == "seed" else stage, r.naam], metadata=metadata
            )

    return bouw_stage


def _bouw(t: Toestand, stage: str, *, na_poort: bool) -> list[dbt.Resultaat]:
    if na_poort:
        keuze = ["--select", f"tag:{NA_POORT}"]
    else:
        keuze = [
            "--full-refresh",
            "--select",
            f"path:models/{stage}",
            *(["resource_type:seed"] if stage == "staging" else []),
        ]
        # seeds are part of the code: their tests belong to `make test` and to `dbt build` by hand
        keuze += ["--exclude", f"tag:{NA_POORT}", "path:seeds,resource_type:test"]
        keuze += ["--exclude-resource-type", "unit_test"]
    resultaten = dbt.draai(t.plekken.bouw, ["build", *keuze], werkmap=t.settings.warehouse)
    fout = [r for r in resultaten if r.status not in {"success", "pass", "warn"}]
    if fout:
        eerst = [r for r in fout if r.status != "skipped"][:5]
        for r in eerst:
            wat = "test" if r.soort == "test" else r.soort
            t.meld(f"Stage {stage} stops: dbt {wat} {r.naam} gave {r.status}: {_kern(r.melding)}")
        raise t.stop(f"dbt: {len(fout)} of {len(resultaten)} nodes of stage {stage} failed.")
    return resultaten


def _kern(melding: str) -> str:
    """What went wrong, without the traceback that dbt shows for a Python model: its last line says it."""
    eerst, spoor, rest = melding.partition("Traceback")
    regels = [r.strip() for r in (rest if spoor else eerst).splitlines() if r.strip()]
    return regels[-1] if spoor and regels else " ".join(regels)


def _rijen(t: Toestand, stage: str) -> dict[str, int]:
    return {
        str(naam): int(aantal)
        for naam, aantal in t.con.execute(
            "select table_name, estimated_size from duckdb_tables() where schema_name in (?, 'seeds')",
            [stage],
        ).fetchall()
    }


def model_assets() -> Sequence[dg.AssetsDefinition]:
    """One multi-asset per stage, and the table that needs the outcomes of all gates."""
    return [*(_stage_asset(stage) for stage in STAGES), _stage_asset("marts", na_poort=True)]
