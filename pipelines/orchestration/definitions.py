"""Entry point for Dagster: `dagster dev`, `dg check defs`, the schedule and the command line read these."""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg

from pipelines.orchestration.bronnen import bron_assets
from pipelines.orchestration.modellen import model_assets
from pipelines.orchestration.nacht import Nacht
from pipelines.orchestration.poorten import poorten
from pipelines.orchestration.publiceren import postgres_asset, publicatie_asset
from pipelines.orchestration.rooster import iedere_nacht

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="From the files in data/raw to a publication, with a gate after each of the four stages.",
)


def _met_bestaande_tabel(
    assets: Sequence[dg.AssetsDefinition], checks: Sequence[dg.AssetChecksDefinition]
) -> Sequence[dg.AssetChecksDefinition]:
    """The checks, all of them on assets that exist: Dagster never runs the others and says nothing of it.

    Raises:
        DagsterInvalidDefinitionError: a suite in expectations/ is about a table that nothing makes.
    """
    tabellen = {spec.key for a in assets for spec in a.specs}
    los = sorted(
        {spec.asset_key.to_user_string() for c in checks for spec in c.check_specs}
        - {t.to_user_string() for t in tabellen}
    )
    if los:
        raise dg.DagsterInvalidDefinitionError(
            f"expectations/{los[0]}.json is about a table that no stage makes: remove it or make the table."
        )
    return checks


_assets = [*bron_assets(), *model_assets(), publicatie_asset(), postgres_asset()]

defs = dg.Definitions(
    assets=_assets,
    asset_checks=_met_bestaande_tabel(_assets, poorten()),
    jobs=[nightly],
    schedules=[iedere_nacht],
    resources={"nacht": Nacht()},
    # the steps share one build database, which has one writer: one process, one step after another
    executor=dg.in_process_executor,
)
