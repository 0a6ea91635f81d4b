"""The last assets: one whole publication, or none, and its copy in PostgreSQL where one is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import dagster as dg

from pipelines.orchestration.modellen import manifest
from pipelines.orchestration.nacht import Nacht, Toestand
from pipelines.publish.publicatie import Publicatie
from pipelines.publish.publicatie import publiceer as schrijf_publicatie
from pipelines.quality.suites import controleer_suites
from pipelines.quality.uitkomst import Uitkomst, zin
from pipelines.warehouse.publicatie import identiteit
from pipelines.warehouse.stil import is_rapport


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
        description="Immutable folder: warehouse, Parquet, manifest and Data Docs; `actueel` points to it.",
    )
    def publiceer(nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
        t = nacht.toestand
        with t.stap("publicatie") as rijen:
            publicatie = _publiceer(t)
            t.publicatie = publicatie
            rijen.append(sum(publicatie.rijen.values()))
            if publicatie.uitkomst == "niet reproduceerbaar":
                raise t.stop(publicatie.zin)
            t.meld(publicatie.zin)
        return dg.MaterializeResult(
            metadata={
                "publicatie_id": publicatie.naam,
                "outcome": publicatie.uitkomst,
                "tables": len(publicatie.rijen),
                "dagster/row_count": sum(publicatie.rijen.values()),
                "seconds": round(t.stappen[-1][2], 3),
                "folder": dg.MetadataValue.path(str(publicatie.map)),
            }
        )

    return publiceer


def postgres_asset() -> dg.AssetsDefinition:
    """Asset `publicatie/postgres`: the current publication on the server of the setting; skipped without one."""

    @dg.asset(
        key=["publicatie", "postgres"],
        deps=[dg.AssetKey(["publicatie", "publicatie"])],
        group_name="publicatie",
        kinds={"postgres"},
        owners=["team:data-engineering"],
        description="The marts in PostgreSQL, without personal data: built beside the live schema and swapped.",
        output_required=False,
    )
    def laad_postgres(nacht: Nacht) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
        t = nacht.toestand
        if t.settings.postgres_url is None or is_rapport(t.inventaris, t.gevraagde_peildatum, t.rapport):
            return
        from pipelines.publish.postgres.bijwerken import werk_bij

        with t.stap("postgres") as rijen:
            uitslag = werk_bij(t.plekken, t.settings)
            if uitslag is None:
                return
            if not uitslag.gelukt:
                t.zonder_server = " ".join(uitslag.zinnen)
                raise dg.Failure(t.zonder_server, allow_retries=False)
            rijen.append(uitslag.rijen)
            for zin in uitslag.zinnen:
                t.meld(zin)
        yield dg.MaterializeResult(metadata={"dagster/row_count": uitslag.rijen})

    return laad_postgres


def _publiceer(t: Toestand) -> Publicatie:
    from pipelines.quality.datadocs import schrijf_datadocs
    from pipelines.quality.registratie import lees

    uitkomsten = lees(t.con)
    _controleer_poorten(t, uitkomsten)
    zichtbaar = t.inventaris.leveringen(t.peildatum)
    return schrijf_publicatie(
        t.con,
        t.plekken,
        identiteit(t.plekken, t.peildatum, zichtbaar, t.settings, t.inventaris.geweigerd_tot(t.peildatum)),
        t.peildatum,
        zichtbaar,
        manifest(),
        lambda map_: schrijf_datadocs(
            uitkomsten,
            map_ / "datadocs",
            peildatum=t.peildatum,
            fictief=t.plekken.fictief,
            site="../site/index.html",
        ),
        rapport=is_rapport(t.inventaris, t.gevraagde_peildatum, t.rapport),
    )


def _controleer_poorten(t: Toestand, uitkomsten: Sequence[Uitkomst]) -> None:
    """The last look: every expectation gave its outcome tonight and none of them blocks.

    Dagster's checks stop what depends on a table; this also holds for a table that nothing depends on.
    """
    gegeven = {u.verwachting for u in uitkomsten}
    stil = sorted(v.id for s in controleer_suites() for v in s.verwachtingen if v.id not in gegeven)
    if stil:
        raise t.stop(
            f"{len(stil)} expectations gave no outcome, the first is {stil[0]}: nothing is published."
        )
    blokkade = next((u for u in uitkomsten if u.blokkeert), None)
    if blokkade:
        raise t.stop(zin(blokkade))
