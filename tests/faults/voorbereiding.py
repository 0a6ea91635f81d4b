"""Two collections, built once and without the gates, into which the tests plant their defects.

`openbaar` is the real public data of the repository. `demo` is a small demonstration of which only the
yearly redeliveries, the last months and some changes are kept: enough for every table to have rows and every
year to be covered, in seconds.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.settings import Settings
from pipelines.synthetic import schrijf_demo
from pipelines.warehouse import bouw, dbt
from pipelines.warehouse.inventaris import maak_inventaris
from pipelines.warehouse.plekken import Plekken

OPENBAAR = Path(__file__).resolve().parents[2] / "data" / "raw" / "openbaar"
STAGES = ("staging", "intermediate", "marts")
_SCHAAL = 0.01
_BEWAARD = (
    "bvi_2014-03-01.*",
    "bvi_*_jaren.*",
    "bvi_2018-0[12]-01*",
    "bvi_2020-0[1-7]-01*",
    "bvi_nacht_2020-06-2*",
)


@dataclass(frozen=True)
class Gebouwd:
    """A collection after its last stage, with the connection that the gates use."""

    con: duckdb.DuckDBPyConnection
    plekken: Plekken


@dataclass(frozen=True)
class Gerund:
    """What one run of job `nightly` on the public figures did.

    `gedeclareerd` holds (asset, check) of every check in the definitions, `gecontroleerd` of every
    evaluation, `geblokkeerd` of those that stop a run. `uitkomsten` counts kwaliteit.uitkomst by stage.
    """

    data: Path
    geslaagd: bool
    gedeclareerd: set[tuple[str, str]]
    gecontroleerd: list[tuple[str, str]]
    geblokkeerd: list[tuple[str, str]]
    uitkomsten: dict[str, int]


def zet_openbaar(settings: Settings) -> None:
    """Copy the public deliveries into the data folder of `settings`."""
    shutil.copytree(OPENBAAR, settings.raw / "openbaar")


def zet_demo(settings: Settings) -> None:
    """Write the small demonstration into the data folder of `settings`."""
    schrijf_demo(settings.raw / "demo", settings.waarheid, schaal=_SCHAAL)
    incidenten = settings.raw / "demo" / "bvi_incidenten"
    blijft = {pad for patroon in _BEWAARD for pad in incidenten.glob(patroon)}
    for pad in incidenten.iterdir():
        if pad not in blijft:
            pad.unlink()


def bouw_op(verzameling: str, settings: Settings) -> Gebouwd:
    """Load and build every stage of a collection, without gates and without dbt's own tests."""
    plekken = Plekken.van(verzameling, settings)
    inventaris = maak_inventaris(plekken)
    con = bouw.open_bouw(plekken, settings)
    bouw.begin_opslag(con)
    for bron in sorted({g.levering.bron for g in inventaris.aanvaard if g.levering}):
        inventaris, _ = bouw.laad_bron(con, plekken, inventaris, bron)
    assert not inventaris.geweigerd, [g.melding for g in inventaris.geweigerd]
    peildatum = inventaris.peildatum()
    assert peildatum is not None
    bouw.toon_raw(con, plekken, settings, peildatum, inventaris.leveringen(peildatum))
    resultaten = dbt.draai(
        plekken.bouw,
        [
            "build",
            "--full-refresh",
            "--exclude",
            "tag:na_poort",
            "--exclude-resource-types",
            "test",
            "unit_test",
        ],
    )
    fout = {r.naam: r.melding for r in resultaten if r.status != "success"}
    assert not fout, fout
    return Gebouwd(con, plekken)
