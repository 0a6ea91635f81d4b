"""Entry point for Dagster: `dagster dev`, `dg check defs`, the schedule and the command line read the same definitions."""

from __future__ import annotations

import dagster as dg

from pipelines.orchestration.bronnen import bron_assets
from pipelines.orchestration.modellen import model_assets
from pipelines.orchestration.nacht import Nacht
from pipelines.orchestration.poorten import poorten
from pipelines.orchestration.publiceren import publicatie_asset
from pipelines.orchestration.rooster import iedere_nacht

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="From the files in data/raw to a publication: load, gate, stage, gate, derive, gate, mart, gate, publish.",
)

defs = dg.Definitions(
    assets=[*bron_assets(), *model_assets(), publicatie_asset()],
    asset_checks=list(poorten()),
    jobs=[nightly],
    schedules=[iedere_nacht],
    resources={"nacht": Nacht()},
    # the steps share one build database, which has one writer: one process, one step after another
    executor=dg.in_process_executor,
)
