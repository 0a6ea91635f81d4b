"""One whole publication: written aside, named by what it was made from, made current by one rename."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.publish import berekening, snapshot, verschil, werkmappen
from pipelines.settings import settings
from pipelines.sources.levering import Levering
from pipelines.warehouse.code import bibliotheken, code_versie
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.publicatie import instellingen, plaats, tijdelijke_map, wijs_aan

Uitkomst = Literal["nieuw", "reproduceerbaar", "niet reproduceerbaar"]


@dataclass(frozen=True)
class Publicatie:
    """What became of a run."""

    naam: str
    map: Path
    uitkomst: Uitkomst
    rijen: Mapping[str, int]
    zin: str


def publiceer(
    con: duckdb.DuckDBPyConnection,
    plekken: Plekken,
    naam: str,
    peildatum: date,
    leveringen: Sequence[Levering],
    manifest: Mapping[str, Any],
    schrijf_datadocs: Callable[[Path], object],
    *,
    rapport: bool,
) -> Publicatie:
    """Write publication `naam` and let `actueel` (or the report of a past moment) point to it.

    The manifest notes which publication was current until now (`vorige`), and what moved since that one is written
    beside it; a report follows none. A folder that exists is never touched: what was built now is compared with it
    and discarded.
    """
    half = tijdelijke_map(plekken, naam)
    marts = snapshot.tabellen(manifest)
    kenmerken = {
        "publicatie_id": naam,
        "verzameling": plekken.verzameling,
        "peildatum": peildatum.isoformat(),
        "fictief": "ja" if plekken.fictief else "nee",
    }
    tabellen = snapshot.schrijf(con, marts, half, kenmerken, fictief=plekken.fictief)
    kaarten = berekening.schrijf(con, half, kenmerken, fictief=plekken.fictief)
    excel = werkmappen.schrijf(con, half, kenmerken, fictief=plekken.fictief)
    rijen = {t: int(v["rijen"]) for t, v in tabellen.items()}
    bestaand = plekken.publicaties / naam
    if bestaand.exists():
        uitkomst, zin = _vergelijk(bestaand, tabellen, kaarten, excel, naam)
        shutil.rmtree(half)
    else:
        schrijf_datadocs(half)
        vorige = None if rapport or not plekken.actueel.exists() else plekken.actueel.resolve()
        onderdelen = {
            "berekening": kaarten,
            "werkmappen": excel,
            "dbtdocs": _schrijf_dbtdocs(con, half, manifest, kenmerken),
            "vorige": vorige.name if vorige else None,
            "instellingen": instellingen(settings()),
            "relaties": [asdict(r) for r in snapshot.relaties(manifest)],
        }
        _schrijf_manifest(half, kenmerken, plekken, tabellen, onderdelen, leveringen, wegen(manifest))
        if vorige:
            verschil.schrijf(vorige, half)
        _schrijf_site(half, kenmerken)
        plaats(half, plekken, naam)
        uitkomst = "nieuw"
        zin = (
            f"Published {naam}: {len(rijen)} tables, {sum(rijen.values()):,} rows, "
            f"as-of date {peildatum:%d-%m-%Y}, in {bestaand}."
        )
    if uitkomst != "niet reproduceerbaar":
        wijs_aan(plekken.rapport(peildatum) if rapport else plekken.actueel, bestaand)
        if rapport:
            zin += (
                f" The report lies in {plekken.rapport(peildatum)}; the current publication is left as it is."
            )
    return Publicatie(naam, bestaand, uitkomst, rijen, zin)


def _schrijf_dbtdocs(
    con: duckdb.DuckDBPyConnection, half: Path, manifest: Mapping[str, Any], kenmerken: Mapping[str, str]
) -> dict[str, Any]:
    from pipelines.publish import dbtdocs

    return dbtdocs.schrijf(con, half, manifest, kenmerken)


def _schrijf_site(half: Path, kenmerken: Mapping[str, str]) -> None:
    from pipelines.publish import site

    site.schrijf(half, kenmerken)


def wegen(manifest: Mapping[str, Any], einde: str = "doelbereik") -> dict[str, list[str]]:
    """Per source the models between its raw table and mart `einde`, in an order in which they can be built.

    Reference tables (tag `referentie`) end a road: that a list of areas also looks at a delivery is no
    of a figure.
    """
    nodes = manifest["nodes"]
    ouders: Mapping[str, Sequence[str]] = manifest["parent_map"]
    doel = next(n for n, v in nodes.items() if v["name"] == einde and v["resource_type"] == "model")
    volgorde: list[str] = []
    rust_op: dict[str, frozenset[str]] = {}

    def loop(node: str) -> frozenset[str]:
        if node.startswith("source."):
            return frozenset({str(manifest["sources"][node]["name"])})
        if node not in rust_op:
            rust_op[node] = frozenset()
            if node.startswith("model.") and "referentie" not in nodes[node]["tags"]:
                rust_op[node] = frozenset().union(*(loop(ouder) for ouder in ouders.get(node, ())))
                volgorde.append(node)
        return rust_op[node]

    bronnen = loop(doel)
    return {bron: [str(nodes[n]["name"]) for n in volgorde if bron in rust_op[n]] for bron in sorted(bronnen)}


def _vergelijk(
    bestaand: Path,
    tabellen: Mapping[str, Mapping[str, Any]],
    kaarten: Mapping[str, Any],
    excel: Mapping[str, Any],
    naam: str,
) -> tuple[Uitkomst, str]:
    """Compare what was built with the bytes that are published, and those with their own manifest."""
    manifest = json.loads((bestaand / "manifest.json").read_text(encoding="utf-8"))
    genoteerd = manifest["tabellen"]
    anders = sorted(
        t
        for t in {*genoteerd, *tabellen}
        if not _som(bestaand / "marts" / f"{t}.parquet")
        == genoteerd.get(t, {}).get("sha256")
        == tabellen.get(t, {}).get("sha256")
    )
    op_schijf = berekening.som(bestaand / berekening.MAP)
    if not op_schijf == manifest.get("berekening", {}).get("sha256") == kaarten["sha256"]:
        anders.append(berekening.MAP)
    op_schijf_excel = werkmappen.sommen(bestaand / werkmappen.MAP)
    if not op_schijf_excel == manifest.get("werkmappen", {}).get("sha256", {}) == excel["sha256"]:
        anders.append(werkmappen.MAP)
    if anders:
        return (
            "niet reproduceerbaar",
            f"Not reproducible: publication {naam} was built again from the same inputs and "
            f"{', '.join(anders)} differ; the published folder is left as it is.",
        )
    return (
        "reproduceerbaar",
        f"Built again: all {len(tabellen)} Parquet files equal those of publication {naam}; "
        "nothing was replaced.",
    )


def _som(bestand: Path) -> str | None:
    return hashlib.sha256(bestand.read_bytes()).hexdigest() if bestand.exists() else None


def _schrijf_manifest(
    half: Path,
    kenmerken: Mapping[str, str],
    plekken: Plekken,
    tabellen: Mapping[str, Mapping[str, Any]],
    onderdelen: Mapping[str, Any],
    leveringen: Sequence[Levering],
    per_weg: Mapping[str, Sequence[str]],
) -> None:
    per_bron = Counter(lev.bron for lev in leveringen)
    inhoud = {
        **kenmerken,
        "fictief": plekken.fictief,
        **({"waarschuwing": snapshot.FICTIEF} if plekken.fictief else {}),
        "code_versie": code_versie(),
        "bibliotheken": bibliotheken(),
        "tabellen": tabellen,
        **onderdelen,
        "bronnen": {
            bron: {
                "leveringen": aantal,
                "gebruikt": [
                    {"levering_id": v.levering_id, "sha256": v.sha256, "peilmoment": v.peilmoment.isoformat()}
                    for v in leveringen
                    if v.bron == bron
                ],
            }
            for bron, aantal in sorted(per_bron.items())
        },
        "wegen": {bron: per_weg[bron] for bron in sorted(per_bron) if bron in per_weg},
        "gemaakt_op": datetime.now().isoformat(timespec="seconds"),
    }
    tekst = json.dumps(inhoud, ensure_ascii=False, indent=2, sort_keys=True)
    (half / "manifest.json").write_text(tekst + "\n", encoding="utf-8")
