"""The last asset: one whole publication, or none."""

from __future__ import annotations

import dagster as dg

from pipelines.orchestration.modellen import manifest
from pipelines.orchestration.nacht import Nacht, stap
from pipelines.publish.publicatie import publiceer as schrijf_publicatie
from pipelines.warehouse.publicatie import identiteit


def _marts() -> list[dg.AssetKey]:
    nodes = manifest()["nodes"].values()
    return [
        dg.AssetKey(["marts", str(n["name"])])
        for n in nodes
        if n["resource_type"] == "model" and n["schema"] == "marts"
    ]


def publicatie_asset() -> dg.AssetsDefinition:
    """Asset `publicatie/publicatie`, which depends on every mart."""

    @dg.asset(
        key=["publicatie", "publicatie"],
        deps=_marts(),
        group_name="publicatie",
        kinds={"duckdb", "parquet"},
        owners=["team:data-engineering"],
        description="Immutable folder with warehouse, Parquet, manifest and Data Docs; `actueel` points to it.",
    )
    def publiceer(nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
        from pipelines.quality.datadocs import schrijf_datadocs
        from pipelines.quality.registratie import lees

        t = nacht.toestand
        peildatum = t.peildatum
        assert peildatum is not None
        zichtbaar = t.inventaris.leveringen(peildatum)
        naam = identiteit(t.plekken, peildatum, zichtbaar, t.settings)
        with stap("publicatie") as rijen:
            uitkomsten = lees(t.con)
            t.publicatie = schrijf_publicatie(
                t.con,
                t.plekken,
                naam,
                peildatum,
                zichtbaar,
                manifest(),
                lambda map_: schrijf_datadocs(
                    uitkomsten, map_ / "datadocs", peildatum=peildatum, fictief=t.plekken.fictief
                ),
                rapport=t.gevraagde_peildatum is not None
                and t.gevraagde_peildatum != t.inventaris.peildatum(),
            )
            rijen.append(sum(t.publicatie.rijen.values()))
        t.meld(t.publicatie.zin)
        if t.publicatie.uitkomst == "niet reproduceerbaar":
            raise dg.Failure(t.publicatie.zin, allow_retries=False)
        return dg.MaterializeResult(
            metadata={
                "publicatie_id": naam,
                "outcome": t.publicatie.uitkomst,
                "tables": len(t.publicatie.rijen),
                "dagster/row_count": sum(t.publicatie.rijen.values()),
                "folder": dg.MetadataValue.path(str(t.publicatie.map)),
            }
        )

    return publiceer
