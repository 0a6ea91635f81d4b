"""Assets of the stages opslag and raw.

`opslag/<bron>` loads every delivery of a source, once. `raw/<bron>` is what this run may see of it, up to the
peildatum: all of schema raw is shown in one step, because that is decided over all sources together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import dagster as dg

from pipelines.orchestration.nacht import Nacht, Toestand
from pipelines.quality import registratie
from pipelines.sources.contract import Contract
from pipelines.sources.contracten import contracten
from pipelines.warehouse import bouw, logboek
from pipelines.warehouse.stil import wat_belet

_BIJ_LEVERINGEN = {
    "leveringen": "Deliveries that this run may see, up to the peildatum; without any the run ends.",
    "afgekeurd": "Rows of these deliveries that could not be read, with line, column and reason.",
    "run": "One row: collection, peildatum and the settings that change a figure.",
    "geweigerd": "Refused deliveries of which the as-of moment is known, up to the peildatum.",
    "vormwijzigingen": "What changed in the shape of a source from one delivery to the next.",
    "termijnen": "Per source its owner, frequency and the days after which it is late, from the contracts.",
}


def _opslag_asset(contract: Contract) -> dg.AssetsDefinition:
    @dg.asset(
        key=["opslag", contract.bron],
        group_name="opslag",
        kinds={"duckdb", *contract.formaten},
        owners=[f"team:{contract.thema.replace(' ', '-').replace('ê', 'e')}"],
        description=f"{contract.titel}: every delivery ever taken in. Owner: {contract.eigenaar}; "
        f"{contract.frequentie}.",
        metadata={"privacy": contract.privacy, "columns": len(contract.geladen)},
    )
    def laad_bron(nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
        t = nacht.toestand
        with t.stap(f"opslag {contract.bron}") as rijen:
            t.inventaris, geladen = bouw.laad_bron(t.con, t.plekken, t.inventaris, contract.bron, t.meld)
            rijen.append(geladen)
            (totaal,) = t.con.execute(f"select count(*) from opslag.{contract.bron}").fetchone() or (0,)
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": int(totaal),
                "seconds": round(t.stappen[-1][2], 3),
                "rows loaded now": geladen,
                "deliveries": sum(1 for g in t.inventaris.aanvaard if g.bron == contract.bron),
            }
        )

    return laad_bron


def _raw_specs() -> list[dg.AssetSpec]:
    alle = [["opslag", bron] for bron in contracten()]
    van_bron = [
        dg.AssetSpec(
            ["raw", c.bron],
            # what may be seen of one source depends on whether any source was refused altogether
            deps=alle,
            group_name="raw",
            kinds={"duckdb"},
            owners=["team:data-engineering"],
            description=f"{c.titel}: deliveries up to the peildatum, every row with its delivery and line.",
        )
        for c in contracten().values()
    ]
    erbij = [
        dg.AssetSpec(
            ["raw", tabel],
            deps=alle,
            group_name="raw",
            kinds={"duckdb"},
            owners=["team:data-engineering"],
            description=omschrijving,
        )
        for tabel, omschrijving in _BIJ_LEVERINGEN.items()
    ]
    return [*van_bron, *erbij]


@dg.multi_asset(name="raw", specs=_raw_specs())
def raw(nacht: Nacht) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Decide what counts tonight (decision 6) and show schema raw accordingly."""
    t = nacht.toestand
    with t.stap("raw") as rijen:
        logboek.bewaar(t.plekken.logboek, t.inventaris.geweigerd, ())  # some were refused while loading
        for gezien in t.inventaris.geweigerd:
            t.meld(f"Refused: {gezien.melding}")
        beletsel = wat_belet(t.plekken, t.inventaris, t.gevraagde_peildatum)
        if beletsel:
            raise t.stop(beletsel)
        zichtbaar = t.inventaris.leveringen(t.peildatum)
        bouw.toon_raw(
            t.con, t.plekken, t.settings, t.peildatum, zichtbaar, t.inventaris.geweigerd_tot(t.peildatum)
        )
        registratie.maak_tabel(t.con)
        t.con.execute("delete from kwaliteit.uitkomst")  # a gate that does not run tonight has no outcome
        aantallen = _tel_rijen(t)
        rijen.append(sum(aantallen[bron] for bron in contracten()))
        gelezen, aanvaard, afgekeurd = _tel(t)
        if gelezen != aanvaard + afgekeurd:
            raise t.stop(
                f"{gelezen} rows were read but {aanvaard} accepted and {afgekeurd} rejected: rows are lost."
            )
    for tabel in (*contracten(), *_BIJ_LEVERINGEN):
        yield dg.MaterializeResult(
            asset_key=["raw", tabel],
            metadata={
                "dagster/row_count": aantallen[tabel],
                "seconds": round(t.stappen[-1][2], 3),
                "peildatum": t.peildatum.isoformat(),
            },
        )


def _tel_rijen(t: Toestand) -> dict[str, int]:
    tabellen = (*contracten(), *_BIJ_LEVERINGEN)
    vraag = " union all ".join(f"select '{tabel}', count(*) from raw.{tabel}" for tabel in tabellen)
    return {str(naam): int(aantal) for naam, aantal in t.con.execute(vraag).fetchall()}


def _tel(t: Toestand) -> tuple[int, int, int]:
    """Rows read, accepted and rejected, each counted where it lies and not where it was noted."""
    rij = t.con.execute("select coalesce(sum(gelezen), 0)::bigint from raw.leveringen").fetchone() or (0,)
    per_bron = " union all ".join(f"select count(*) as n from raw.{bron}" for bron in contracten())
    goed = t.con.execute(f"select sum(n)::bigint from ({per_bron})").fetchone() or (0,)
    fout = t.con.execute(
        "select count(*) from (select distinct levering_id, regel from raw.afgekeurd)"
    ).fetchone()
    return int(rij[0]), int(goed[0]), int((fout or (0,))[0])


def bron_assets() -> Sequence[dg.AssetsDefinition]:
    """All assets of the stages opslag and raw."""
    return [*(_opslag_asset(c) for c in contracten().values()), raw]
