"""Assets of stage raw: one per source, and the list of deliveries that this run may see."""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg

from pipelines.orchestration.nacht import Nacht, Toestand, stap
from pipelines.sources.contract import Contract
from pipelines.sources.contracten import contracten
from pipelines.warehouse import bouw, logboek

LEVERINGEN = dg.AssetKey(["raw", "leveringen"])


def _bron_asset(contract: Contract) -> dg.AssetsDefinition:
    @dg.asset(
        key=["raw", contract.bron],
        group_name="raw",
        kinds={"duckdb", *contract.formaten},
        owners=[f"team:{contract.thema.replace(' ', '-').replace('ê', 'e')}"],
        description=f"{contract.titel}. Owner: {contract.eigenaar}; {contract.frequentie}.",
        metadata={"privacy": contract.privacy, "columns": len(contract.geladen)},
    )
    def laad_bron(nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
        t = nacht.toestand
        with stap(f"raw {contract.bron}") as rijen:
            t.inventaris, geladen = bouw.laad_bron(t.con, t.plekken, t.inventaris, contract.bron)
            rijen.append(geladen)
        (totaal,) = t.con.execute(f"select count(*) from opslag.{contract.bron}").fetchone() or (0,)
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": int(totaal),
                "rows loaded now": geladen,
                "deliveries": sum(1 for g in t.inventaris.aanvaard if g.bron == contract.bron),
            }
        )

    return laad_bron


@dg.asset(
    key=LEVERINGEN,
    deps=[["raw", bron] for bron in contracten()],
    group_name="raw",
    kinds={"duckdb"},
    owners=["team:data-engineering"],
    description="Deliveries that this run may see, up to the peildatum; refuses to go on without what it needs.",
)
def leveringen(nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Decide what counts tonight (decision 6) and show schema raw accordingly."""
    t = nacht.toestand
    logboek.bewaar(t.plekken.logboek, t.inventaris.bestanden, ())
    for gezien in t.inventaris.geweigerd:
        t.meld(f"Refused: {gezien.melding}")
    beletsel = wat_belet(t)
    if beletsel:
        t.meld(beletsel)
        raise dg.Failure(beletsel, allow_retries=False)
    peildatum = t.peildatum
    assert peildatum is not None
    zichtbaar = t.inventaris.leveringen(peildatum)
    with stap("raw leveringen") as rijen:
        bouw.toon_raw(t.con, t.plekken, t.settings, peildatum, zichtbaar)
        rijen.append(len(zichtbaar))
    gelezen, aanvaard, afgekeurd = t.con.execute(
        "select coalesce(sum(gelezen), 0), coalesce(sum(aanvaard), 0), coalesce(sum(afgekeurd), 0) from raw.leveringen"
    ).fetchone() or (0, 0, 0)
    if gelezen != aanvaard + afgekeurd:
        zin = f"{gelezen} rows were read but {aanvaard} accepted and {afgekeurd} rejected: rows are lost."
        t.meld(zin)
        raise dg.Failure(zin, allow_retries=False)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(zichtbaar),
            "peildatum": str(peildatum),
            "rows read": int(gelezen),
            "rows accepted": int(aanvaard),
            "rows rejected": int(afgekeurd),
        }
    )


def wat_belet(t: Toestand) -> str | None:
    """Why nothing can be published from these deliveries; None when something can."""
    zichtbaar = t.inventaris.leveringen(t.peildatum)
    if any(g.uitslag == "gemengd" for g in t.inventaris.geweigerd):
        return "Fictitious and real deliveries are mixed: nothing is published."
    if not zichtbaar:
        moment = f" known on {t.gevraagde_peildatum:%d-%m-%Y}" if t.gevraagde_peildatum else ""
        return f"No accepted delivery{moment} in {t.plekken.raw}: nothing is published."
    aanwezig = {lev.bron for lev in zichtbaar}
    zonder = sorted({g.bron for g in t.inventaris.geweigerd if g.bron and g.bron not in aanwezig})
    if zonder:
        return f"Every delivery of {', '.join(zonder)} was refused: nothing is published."
    return None


def bron_assets() -> Sequence[dg.AssetsDefinition]:
    """All assets of stage raw."""
    return [*(_bron_asset(c) for c in contracten().values()), leveringen]
