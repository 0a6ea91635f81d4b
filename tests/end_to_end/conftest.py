"""Building a collection inside the test process, without Dagster: from a folder of deliveries to the marts.

Two ways that give the same bytes (test_volgorde proves it): `Werkplaats.bouw_met_dbt` runs dbt as the night
does; `Werkplaats.bouw` runs the SQL that dbt compiled once, in memory, fast enough to build dozens of worlds.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from pipelines.publish import snapshot
from pipelines.quality.registratie import leg_vast, maak_tabel
from pipelines.settings import DEMO, OPENBAAR, PROJECT, Settings, settings
from pipelines.sources.contracten import contracten
from pipelines.synthetic import Samenvatting, schrijf_demo
from pipelines.warehouse import bouw, dbt
from pipelines.warehouse.inventaris import Inventaris, maak_inventaris
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.sleutel import VASTE_SLEUTEL, zet_sleutel

SCHAAL = 0.02
POORTEN = ("raw", "staging", "intermediate", "marts")
NA_POORT = "na_poort"
# they speak of the deliveries
NIET_VERGELIJKBAAR = {"leveringen", "leveringsafspraken", "datakwaliteit", "herkomst_cijfer"}

Rij = dict[str, Any]


@dataclass
class Stand:
    """What a build says. `con` has the marts; treat it as read-only."""

    con: duckdb.DuckDBPyConnection
    peildatum: date
    inventaris: Inventaris
    manifest: Mapping[str, Any]
    fictief: bool

    def rijen(self, vraag: str, waarden: list[Any] | None = None) -> list[Rij]:
        """Rows of a query, as mappings."""
        antwoord = self.con.execute(vraag, waarden or [])
        namen = [str(k[0]) for k in antwoord.description or ()]
        return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]

    @cached_property
    def marts(self) -> list[snapshot.Tabel]:
        """The published tables."""
        return snapshot.tabellen(self.manifest)

    def parquet(self, map_: Path) -> dict[str, str]:
        """sha256 per table of the Parquet that a publication of this build would hold."""
        map_.mkdir(parents=True)
        kenmerken = {"peildatum": self.peildatum.isoformat()}
        uit = snapshot.schrijf(self.con, self.marts, map_, kenmerken, fictief=self.fictief)
        return {naam: str(tabel["sha256"]) for naam, tabel in uit.items()}

    def zonder_herkomst(self, map_: Path) -> dict[str, bytes]:
        """Parquet per mart without levering_id and regel: what must not depend on how it was delivered."""
        map_.mkdir(parents=True)
        gelezen = {}
        for tabel in self.marts:
            if tabel.naam in NIET_VERGELIJKBAAR:
                continue
            pad = map_ / f"{tabel.naam}.parquet"
            self.con.execute(
                f"copy (select columns(lambda k: k not in ('levering_id', 'regel')) from marts.{tabel.naam} "
                f"order by {', '.join(tabel.sleutel)}) to '{pad}' (format parquet)"
            )
            gelezen[tabel.naam] = pad.read_bytes()
        return gelezen


class Werkplaats:
    """dbt's compiled SQL and seeds, made once, and builds from them."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        # the name of the file stands in the compiled SQL, that of its folder chooses the fixed key
        self._seeds = map_ / DEMO / "bouw.duckdb"
        self._seeds.parent.mkdir(parents=True)
        for opdracht in ("seed", "compile"):
            dbt.draai(self._seeds, [opdracht], werkmap=map_)
        self.manifest: Mapping[str, Any] = json.loads(dbt.manifest(map_).read_text(encoding="utf-8"))
        modellen = {
            sleutel: node
            for sleutel, node in self.manifest["nodes"].items()
            if node["resource_type"] == "model"
        }
        volgorde = TopologicalSorter(
            {s: [b for b in n["depends_on"]["nodes"] if b in modellen] for s, n in modellen.items()}
        ).static_order()
        self._modellen = [modellen[s] for s in volgorde]
        self._namen = {
            n["name"]: f'bouw."{n["schema"]}"."{n["name"]}"'
            for n in self.manifest["nodes"].values()
            if n["resource_type"] in {"model", "seed"}
        }

    def open(self) -> duckdb.DuckDBPyConnection:
        """An empty build database in memory."""
        con = duckdb.connect()
        con.execute("set threads = 2")
        con.execute("attach ':memory:' as bouw")
        con.execute(f"attach '{self._seeds}' as zaden (read_only)")
        con.execute("use bouw")
        zet_sleutel(con, VASTE_SLEUTEL)
        for schema in ("seeds", "staging", "intermediate", "marts"):
            con.execute(f"create schema {schema}")
        for (naam,) in con.execute(
            "select table_name from duckdb_tables() where database_name = 'zaden' and schema_name = 'seeds'"
        ).fetchall():
            con.execute(f"create table seeds.{naam} as from zaden.seeds.{naam}")
        con.execute("detach zaden")
        return con

    def laad(self, con: duckdb.DuckDBPyConnection, plekken: Plekken) -> None:
        """Load what lies there now, as a run that builds nothing would."""
        laad(con, plekken, None)

    def bouw(
        self,
        plekken: Plekken,
        *,
        peildatum: date | None = None,
        poorten: bool = False,
        con: duckdb.DuckDBPyConnection | None = None,
        instelling: Settings | None = None,
    ) -> Stand:
        """Load what lies in `plekken.raw` and build every model; `con`: go on with an earlier build."""
        con = con or self.open()
        inventaris, moment = laad(con, plekken, peildatum, instelling)
        con.execute("delete from kwaliteit.uitkomst")
        for node in self._modellen:
            if NA_POORT not in node["tags"]:
                self._maak(con, node)
        if poorten:
            self._poorten(con)
        for node in self._modellen:
            if NA_POORT in node["tags"]:
                self._maak(con, node)
        return Stand(con, moment, inventaris, self.manifest, plekken.fictief)

    def bouw_met_dbt(self, plekken: Plekken, *, peildatum: date | None = None) -> Stand:
        """The same through dbt, tests of the models included, on a build database on disk."""
        instelling = settings()
        con = bouw.open_bouw(plekken, instelling)
        inventaris, moment = laad(con, plekken, peildatum)
        opdracht = ["build", "--full-refresh", "--exclude-resource-type", "unit_test"]
        fout = [
            r
            for r in dbt.draai(plekken.bouw, opdracht, werkmap=self._map)
            if r.status not in {"success", "pass", "warn"}
        ]
        assert fout == []
        return Stand(con, moment, inventaris, self.manifest, plekken.fictief)

    def _maak(self, con: duckdb.DuckDBPyConnection, node: Mapping[str, Any]) -> None:
        naam = self._namen[node["name"]]
        if node["language"] == "python":
            pad = PROJECT / "dbt_project" / node["original_file_path"]
            spec = importlib.util.spec_from_file_location(node["name"], pad)
            assert spec and spec.loader
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            rijen = module.model(_Dbt(con, self._namen), con)  # noqa: F841 the statement below reads it
            con.execute(f"create or replace table {naam} as select * from rijen")
            return
        soort = "view" if node["config"]["materialized"] == "view" else "table"
        con.execute(f"create or replace {soort} {naam} as {self._sql(node)}")

    def sql(self, model: str) -> str:
        """The compiled SQL of one model."""
        (node,) = [n for n in self._modellen if n["name"] == model]
        return self._sql(node)

    def _sql(self, node: Mapping[str, Any]) -> str:
        pad = self._seeds.parent / ".dbt/compiled/veiligheidsbeeld" / node["original_file_path"]
        return pad.read_text(encoding="utf-8")

    @staticmethod
    def _poorten(con: duckdb.DuckDBPyConnection) -> None:
        from pipelines.quality.validation import valideer

        for stage in POORTEN:
            leg_vast(con, stage, valideer(con, stage))


class _Dbt:
    """The little of dbt that a Python model asks for."""

    def __init__(self, con: duckdb.DuckDBPyConnection, namen: Mapping[str, str]) -> None:
        self._con, self._namen = con, namen

    def config(self, **_: Any) -> None:
        return None

    def ref(self, naam: str) -> duckdb.DuckDBPyRelation:
        return self._con.table(self._namen[naam])


def laad(
    con: duckdb.DuckDBPyConnection,
    plekken: Plekken,
    peildatum: date | None,
    instelling: Settings | None = None,
) -> tuple[Inventaris, date]:
    """Load every delivery of a collection and show the run what it may see."""
    instelling = instelling or settings()
    inventaris = maak_inventaris(plekken)
    maak_tabel(con)
    bouw.begin_opslag(con)
    for bron in contracten():
        inventaris, _ = bouw.laad_bron(con, plekken, inventaris, bron)
    assert [g.melding for g in inventaris.geweigerd] == []
    moment = peildatum or inventaris.peildatum()
    assert moment is not None
    bouw.toon_raw(con, plekken, instelling, moment, inventaris.leveringen(moment))
    return inventaris, moment


@dataclass(frozen=True)
class Demo:
    """Where a small demonstration lies, and what its maker said about it."""

    raw: Path
    waarheid: Path
    samenvatting: Samenvatting


@pytest.fixture(scope="session")
def werkplaats(tmp_path_factory: pytest.TempPathFactory) -> Werkplaats:
    """dbt's compiled SQL and seeds."""
    return Werkplaats(tmp_path_factory.mktemp("werkplaats"))


@pytest.fixture(scope="session")
def openbaar(werkplaats: Werkplaats, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The public figures, built by dbt."""
    plekken = Plekken(
        OPENBAAR, PROJECT / "data" / "raw" / OPENBAAR, tmp_path_factory.mktemp("openbaar") / OPENBAAR
    )
    stand = werkplaats.bouw_met_dbt(plekken)
    yield stand
    stand.con.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration at 2 % of its size."""
    map_ = tmp_path_factory.mktemp("demo")
    samenvatting = schrijf_demo(map_ / "raw" / DEMO, map_ / DEMO, schaal=SCHAAL)
    return Demo(map_ / "raw" / DEMO, map_ / DEMO, samenvatting)


@pytest.fixture(scope="session")
def demo_plekken(demo: Demo) -> Plekken:
    """Its places; the build is made beside it."""
    return Plekken(DEMO, demo.raw, demo.raw.parents[1] / "warehouse" / DEMO)


@pytest.fixture(scope="session")
def demo_stand(werkplaats: Werkplaats, demo_plekken: Plekken) -> Iterator[Stand]:
    """The demonstration, built by dbt from all its deliveries."""
    stand = werkplaats.bouw_met_dbt(demo_plekken)
    yield stand
    stand.con.close()


@dataclass(frozen=True)
class Geladen:
    """A collection loaded in memory, to be built as of one moment after another."""

    plekken: Plekken
    con: duckdb.DuckDBPyConnection


@pytest.fixture(scope="session")
def demo_geladen(
    werkplaats: Werkplaats, demo_stand: Stand, demo: Demo, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Geladen]:
    """The demonstration, its rows taken over from the build of dbt."""
    con = werkplaats.open()
    con.execute("create schema opslag")
    for naam, schema in demo_stand.con.execute(
        """select table_name, schema_name from duckdb_tables()
        where schema_name = 'opslag' or table_name = 'bouwcode'"""
    ).fetchall():
        rijen = demo_stand.con.table(f"{schema}.{naam}").to_arrow_table()  # noqa: F841 read by the next line
        con.execute(f"create table {schema}.{naam} as from rijen")
    yield Geladen(Plekken(DEMO, demo.raw, tmp_path_factory.mktemp("geladen") / DEMO), con)
    con.close()


# Deliveries of the police written by hand: 33 columns, and the extra one where a test wants it.
KOPPEN = [k.kop for k in contracten()["bvi_incidenten"].kolommen if k.verplicht]
TIJD = "%d-%m-%Y %H:%M"


@dataclass(frozen=True)
class Melding:
    """One line about one incident. `team` None in a file with that column is an empty cell."""

    nummer: int
    mk_code: str = "A20"
    gemeente: str = "Arnhem"
    begin: datetime | None = datetime(2013, 5, 6, 12, 30)
    eind: datetime | None = None
    kennisname: datetime | None = None
    poging: bool = False
    team: str | None = None

    def cellen(self) -> dict[str, str]:
        """What stands in the file; columns that are not named stay empty."""
        tijden = {"Begin-pleegdatum/tijd": self.begin, "Eind-pleegdatum/tijd": self.eind,
                  "Kennisnamedatum/tijd": self.kennisname}  # fmt: skip
        return {
            "Incident Identificatie": f"PL9999_{self.nummer}",
            "Incidentsoort code": self.mk_code,
            "Pleeggemeente": self.gemeente,
            "Poging": "J" if self.poging else "N",
            "Basisteam": self.team or "",
            **{kop: moment.strftime(TIJD) if moment else "" for kop, moment in tijden.items()},
        }


@dataclass(frozen=True)
class Dekking:
    """What a delivery says it is complete about; None is no limit."""

    codes: tuple[str, ...] | None = None
    gebieden: tuple[str, ...] | None = None
    datumveld: str | None = None
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True)
class Bestand:
    """A delivery that is still to be written."""

    peilmoment: datetime
    soort: str
    meldingen: tuple[Melding, ...]
    dekking: Dekking = Dekking()
    met_team: bool = False

    def inhoud(self) -> bytes:
        """The CSV."""
        uit = io.StringIO()
        koppen = KOPPEN + (["Basisteam"] if self.met_team else [])
        schrijver = csv.DictWriter(uit, koppen, delimiter=";", extrasaction="ignore", restval="")
        schrijver.writeheader()
        schrijver.writerows(m.cellen() for m in self.meldingen)
        return uit.getvalue().encode()

    def schrijf(self, map_: Path, naam: str) -> None:
        """Write it under `map_`, the folder of the collection, with its note."""
        pad = map_ / "bvi_incidenten" / f"{naam}.csv"
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(self.inhoud())
        dekking = {
            k: list(v) if isinstance(v, tuple) else v
            for k, v in asdict(self.dekking).items()
            if v is not None
        }
        briefje = {"peilmoment": self.peilmoment, "soort": self.soort, "fictief": True}
        if dekking:
            briefje["dekking"] = dekking
        pad.with_name(pad.name + ".levering.yml").write_text(yaml.safe_dump(briefje), encoding="utf-8")


def verzameling(map_: Path) -> Plekken:
    """Places of a collection of hand-made deliveries."""
    return Plekken(DEMO, map_ / "raw" / DEMO, map_ / "warehouse" / DEMO)
