"""The build database of a run: opening it, loading deliveries, and showing a run only what it may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import duckdb

from pipelines.settings import Settings
from pipelines.sources import laden
from pipelines.sources.contracten import contracten
from pipelines.sources.levering import Levering
from pipelines.sources.weigering import Gemengd, Geweigerd
from pipelines.warehouse.code import bron_code
from pipelines.warehouse.inventaris import Inventaris, weiger
from pipelines.warehouse.plekken import Plekken


def open_bouw(plekken: Plekken, settings: Settings) -> duckdb.DuckDBPyConnection:
    """The run's connection to its build database.

    Bare, and limits set afterwards: DuckDB shares one instance in a process only between equal configurations,
    and dbt opens the same file.
    """
    plekken.warehouse.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(str(plekken.bouw))
    con.execute(f"set memory_limit = '{settings.geheugen}'")
    con.execute(f"set temp_directory = '{plekken.warehouse / '.tmp'}'")
    if settings.threads:
        con.execute(f"set threads = {settings.threads}")
    return con


def begin_opslag(con: duckdb.DuckDBPyConnection) -> None:
    """Make schema opslag; start it anew when the code that reads deliveries has changed."""
    con.execute("create table if not exists bouwcode (bron_code varchar)")
    rij = con.execute("select bron_code from bouwcode").fetchone()
    if rij is None or rij[0] != bron_code():
        con.execute("drop schema if exists raw cascade")
        con.execute("drop schema if exists opslag cascade")
        con.execute("delete from bouwcode")
        con.execute("insert into bouwcode values (?)", [bron_code()])
    laden.maak_opslag(con)


def laad_bron(
    con: duckdb.DuckDBPyConnection,
    plekken: Plekken,
    inventaris: Inventaris,
    bron: str,
) -> tuple[Inventaris, int]:
    """Load what is new of one source; returns the inventory with what was refused on the way, and rows loaded."""
    aanwezig = {
        r[0]: r[1:]
        for r in con.execute(
            "select levering_id, bestand from opslag.levering where bron = ?", [bron]
        ).fetchall()
    }
    geladen = 0
    te_doen = [g for g in inventaris.aanvaard if g.levering and g.levering.bron == bron]
    te_doen.sort(key=lambda g: (g.levering.peilmoment, g.levering.sha256) if g.levering else ())
    blijft = {g.levering.levering_id for g in te_doen if g.levering}
    for weg in sorted(set(aanwezig) - blijft):
        laden.verwijder(con, weg, bron)
    for gezien in te_doen:
        assert gezien.levering is not None and gezien.meting is not None
        if gezien.levering.levering_id in aanwezig:
            laden.werk_bij(con, gezien.levering)
            continue
        try:
            lading = laden.laad(con, gezien.levering, plekken.raw / gezien.pad, gezien.meting)
        except Geweigerd as fout:
            uitslag = "gemengd" if isinstance(fout, Gemengd) else "geweigerd"
            inventaris = weiger(inventaris, gezien.pad, uitslag, str(fout))  # type: ignore[arg-type]
            continue
        geladen += lading.gelezen
    return inventaris, geladen


def toon_raw(
    con: duckdb.DuckDBPyConnection,
    plekken: Plekken,
    settings: Settings,
    peildatum: date,
    leveringen: Iterable[Levering],
) -> None:
    """Make schema raw: the deliveries of this run up to `peildatum`, and nothing else.

    Whatever comes after reads these views, so no stage can see a later delivery by mistake.
    """
    con.execute("begin")
    con.execute("create schema if not exists raw")
    con.execute("create schema if not exists kwaliteit")
    con.execute(
        """create or replace table raw.run as select ?::varchar as verzameling, ?::date as peildatum,
        ?::boolean as fictief, ?::integer as voorlopig_maanden, ?::integer as minimum_n, ?::varchar as telregel_id,
        ?::integer as indeling_jaar""",
        [
            plekken.verzameling,
            peildatum,
            plekken.fictief,
            settings.voorlopig_maanden,
            settings.minimum_n,
            settings.telregel,
            settings.indeling_jaar,
        ],
    )
    con.execute("create or replace table raw.zichtbaar (levering_id varchar)")
    zichtbaar = [(lev.levering_id,) for lev in leveringen]
    if zichtbaar:
        con.executemany("insert into raw.zichtbaar values (?)", zichtbaar)
    con.execute(
        """create or replace table raw.termijnen (
            bron varchar, titel varchar, eigenaar varchar, frequentie varchar, dagen integer)"""
    )
    con.executemany(
        "insert into raw.termijnen values (?, ?, ?, ?, ?)",
        [(c.bron, c.titel, c.eigenaar, c.frequentie, c.termijn_dagen) for c in contracten().values()],
    )
    con.execute(
        "create or replace view raw.leveringen as select * from opslag.levering semi join raw.zichtbaar using (levering_id)"
    )
    for tabel in ("afgekeurd", *contracten()):
        con.execute(
            f"create or replace view raw.{tabel} as "
            f"select * from opslag.{tabel} semi join raw.zichtbaar using (levering_id)"
        )
    con.execute(
        """create table if not exists kwaliteit.uitkomst (
            poort integer, stage varchar, suite varchar, tabel varchar, verwachting varchar, soort varchar,
            kolom varchar, ernst varchar, geslaagd boolean, gecontroleerd bigint, afwijkend bigint,
            voorbeelden varchar[], waargenomen varchar, uitleg varchar)"""
    )
    con.execute("commit")
