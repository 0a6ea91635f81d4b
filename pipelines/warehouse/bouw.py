"""The build database of a run: opening it, loading deliveries, and showing a run only what it may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise

import duckdb

from pipelines.settings import Settings
from pipelines.sources import laden
from pipelines.sources.contracten import contracten
from pipelines.sources.drift import Eerder, vergelijk, waarschuwing
from pipelines.sources.levering import Levering
from pipelines.sources.meting import Meting
from pipelines.sources.vorm import Kolomvorm, Vorm
from pipelines.sources.weigering import Gemengd, Geweigerd
from pipelines.warehouse import logboek
from pipelines.warehouse.code import bron_code
from pipelines.warehouse.inventaris import Inventaris, weiger
from pipelines.warehouse.plekken import Plekken


def open_bouw(plekken: Plekken, settings: Settings) -> duckdb.DuckDBPyConnection:
    """The run's connection to its build database.

    Bare, and limits set afterwards: DuckDB shares one instance in a process only between equal
    configurations, and dbt opens the same file.
    """
    plekken.bouw.parent.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(str(plekken.bouw))
    plekken.bouw.chmod(0o640)  # it holds what deliveries hold, personal data included
    con.execute("set memory_limit = ?", [settings.geheugen])
    con.execute("set temp_directory = ?", [str(plekken.tijdelijk)])
    con.execute("set checkpoint_threshold = '512MB'")  # not after each of hundreds of small deliveries
    if settings.threads:
        con.execute("set threads = ?", [settings.threads])
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
    meld: Callable[[str], None] = lambda _zin: None,
) -> tuple[Inventaris, int]:
    """Load what is new of one source, and forget what is gone; `meld` hears first what changed in its shape.

    Returns the inventory with what was refused on the way, and the number of rows that were read.
    """
    aanwezig = {
        str(r[0])
        for r in con.execute("select levering_id from opslag.levering where bron = ?", [bron]).fetchall()
    }
    te_doen = {
        g.levering.levering_id: (g.levering, g.meting, g.pad)
        for g in inventaris.aanvaard
        if g.levering and g.meting and g.levering.bron == bron
    }
    for weg in sorted(aanwezig - set(te_doen)):
        laden.verwijder(con, weg, bron)
    geladen = 0
    vorige: Eerder | None = None
    for levering, meting, pad in sorted(te_doen.values(), key=lambda d: (d[0].peilmoment, d[0].sha256)):
        naam = levering.levering_id
        if naam in aanwezig:
            laden.werk_bij(con, levering)
        else:
            for zin in _vormwijzigingen(levering, meting, vorige):
                meld(zin)
            try:
                geladen += laden.laad(con, levering, plekken.raw / pad, meting).gelezen
            except Geweigerd as fout:
                uitslag: logboek.Uitslag = "gemengd" if isinstance(fout, Gemengd) else "geweigerd"
                # the same content under another name is no better
                for ook in inventaris.met_levering(naam):
                    inventaris = weiger(inventaris, ook, uitslag, str(fout))
                continue
        if meting.vorm:
            vorige = Eerder(levering.bestand, levering.peilmoment, meting.vorm)
    return inventaris, geladen


def _vormwijzigingen(levering: Levering, meting: Meting, vorige: Eerder | None) -> list[str]:
    """A sentence for each change of shape with which a delivery is going to be loaded."""
    if vorige is None or meting.vorm is None:
        return []
    wijzigingen = vergelijk(contracten()[levering.bron], vorige.vorm, meting.vorm)
    return [waarschuwing(levering.bestand, w, vorige) for w in wijzigingen]


def toon_raw(
    con: duckdb.DuckDBPyConnection,
    plekken: Plekken,
    settings: Settings,
    peildatum: date,
    leveringen: Iterable[Levering],
    geweigerd: Iterable[Levering] = (),
) -> None:
    """Make schema raw: the deliveries of this run up to `peildatum`, and nothing else.

    Whatever comes after reads these views, so no stage can see a later delivery by mistake.
    """
    con.execute("begin")
    con.execute("create schema if not exists raw")
    con.execute(
        """create or replace table raw.run as
        select
            ?::varchar as verzameling, ?::date as peildatum, ?::boolean as fictief,
            ?::integer as voorlopig_maanden, ?::double as voorlopig_drempel,
            ?::integer as minimum_n, ?::varchar as telregel_id, ?::integer as indeling_jaar,
            ?::double as drempel_onbekend""",
        [
            plekken.verzameling,
            peildatum,
            plekken.fictief,
            settings.voorlopig_maanden,
            settings.voorlopig_drempel,
            settings.minimum_n,
            settings.telregel,
            settings.indeling(peildatum),
            settings.drempel_onbekend,
        ],
    )
    con.execute("create or replace table raw.zichtbaar (levering_id varchar)")
    zichtbaar = [(lev.levering_id,) for lev in leveringen]
    if zichtbaar:
        con.executemany("insert into raw.zichtbaar values (?)", zichtbaar)
    con.execute(
        """create or replace table raw.termijnen (
            bron varchar, titel varchar, eigenaar varchar, frequentie varchar, periode_dagen integer,
            dagen integer)"""
    )
    con.executemany(
        "insert into raw.termijnen values (?, ?, ?, ?, ?, ?)",
        [
            (c.bron, c.titel, c.eigenaar, c.frequentie, c.periode_dagen, c.termijn_dagen)
            for c in contracten().values()
        ],
    )
    con.execute(
        "create or replace table raw.geweigerd (levering_id varchar, bron varchar, peilmoment timestamp)"
    )
    if weg := [(v.levering_id, v.bron, v.peilmoment) for v in geweigerd]:
        con.executemany("insert into raw.geweigerd values (?, ?, ?)", weg)
    for view, tabel in {
        "leveringen": "levering",
        **{t: t for t in ("afgekeurd", "vorm", *contracten())},
    }.items():
        con.execute(
            f"create or replace view raw.{view} as "
            f"select * from opslag.{tabel} semi join raw.zichtbaar using (levering_id)"
        )
    _toon_vormwijzigingen(con)
    con.execute("commit")


def _toon_vormwijzigingen(con: duckdb.DuckDBPyConnection) -> None:
    """Table raw.vormwijzigingen: each visible delivery against the visible one that spoke before it."""
    con.execute(
        """create or replace table raw.vormwijzigingen (
            bron varchar, levering_id varchar, vorige_levering_id varchar, kolom varchar, soort varchar,
            was varchar, nu varchar)"""
    )
    rijen = con.execute(
        """select bron, levering_id, list((vorm.kop, vorm.soort, vorm.gevuld) order by vorm.positie)
        from raw.vorm as vorm inner join raw.leveringen using (bron, levering_id)
        group by bron, levering_id, peilmoment, sha256 order by bron, peilmoment, sha256"""
    ).fetchall()
    gevonden = []
    for (bron, eerst, oud), (ook, naam, nieuw) in pairwise(rijen):
        if bron == ook and oud != nieuw:
            wijzigingen = vergelijk(contracten()[bron], _vorm(oud), _vorm(nieuw))
            gevonden += [(bron, naam, eerst, w.kolom, w.soort, w.was, w.nu) for w in wijzigingen]
    if gevonden:
        con.executemany("insert into raw.vormwijzigingen values (?, ?, ?, ?, ?, ?, ?)", gevonden)


def _vorm(kolommen: list[tuple[str, str, int]]) -> Vorm:
    return Vorm(tuple(Kolomvorm(*kolom) for kolom in kolommen))
