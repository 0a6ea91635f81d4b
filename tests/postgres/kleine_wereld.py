"""Small publications by hand, with every type and every awkward value, and the database that they go to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from pipelines.publish import snapshot
from pipelines.publish.postgres.bijwerken import Uitslag, werk_bij
from pipelines.settings import Settings
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.publicatie import wijs_aan

# text that a careless copy would change: null and empty, the sign for null itself, quotes, lines, signs of CSV
TEKSTEN = [
    None,
    "",
    "\\N",
    "\\\\N",
    'zegt "nee"',
    "twee\nregels",
    "a,b;c\td",
    "’s-Heerenberg – één",
    " rand ",
]
GETALLEN = [None, 0.1, 1 / 3, -0.0, 1e300, 12111.0, 1.985, 5e-324, 2.0]
RELATIES = [snapshot.Relatie("feit_ding", "kleur_code", "dim_kleur", "kleur_code")]


def _tabellen(con: duckdb.DuckDBPyConnection, rijen: int, eerste: str) -> list[snapshot.Tabel]:
    con.execute("create schema marts")
    con.execute(
        "create table marts.dim_kleur as select * from (values ('R', 'rood'), ('B', 'blauw')) as t(kleur_code, naam)"
    )
    con.execute(
        """create table marts.feit_ding (
        ding_id integer, kleur_code varchar, tekst varchar, waarde double, aantal bigint, telt boolean, dag date,
        moment timestamp)"""
    )
    con.executemany(
        "insert into marts.feit_ding values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (i, "R" if i % 2 else None, t, w, None if i % 3 else 2**40 + i, None if i % 4 else i % 8 == 0,
             None if i % 5 else "2016-02-29", None if i % 2 else "2016-12-31 23:59:59.123456")
            for i, (t, w) in enumerate(zip(TEKSTEN, GETALLEN, strict=True))
        ],
    )  # fmt: skip
    con.execute(
        "insert into marts.feit_ding (ding_id, kleur_code, tekst) select i + 100, 'B', ? from range(?) as t(i)",
        [eerste, rijen],
    )
    con.execute("create table marts.feit_incident as select 'pseudoniem' as pseudoniem, 'R' as kleur_code")
    kleur = {"kleur_code": "Code. Nooit leeg.", "naam": "Naam van de kleur."}
    ding = {"ding_id": "Nummer.", "waarde": "Waarde in euro. Leeg: onbekend."}
    return [
        snapshot.Tabel("dim_kleur", ("kleur_code",), "Eén rij per kleur.", kleur),
        snapshot.Tabel("feit_ding", ("ding_id",), "Eén rij per ding; 'aanhaling'.", ding),
        snapshot.Tabel("feit_incident", ("pseudoniem",), "Persoonsgegevens.", {}),
    ]


@dataclass
class Wereld:
    """A data folder with publications of one collection, and the database that they go to."""

    plekken: Plekken
    instelling: Settings
    url: str

    def publiceer(self, nummer: int, rijen: int = 3, *, manifest: dict[str, Any] | None = None) -> str:
        """Write publication `nummer` and make it current; returns its id."""
        naam = f"{nummer:016x}"
        map_ = self.plekken.publicaties / naam
        map_.mkdir(parents=True)
        kenmerken = {
            "publicatie_id": naam, "verzameling": self.plekken.verzameling, "peildatum": "2016-12-31",
        }  # fmt: skip
        with duckdb.connect() as con:
            tabellen = _tabellen(con, rijen, f"van {naam}")
            geschreven = snapshot.schrijf(con, tabellen, map_, kenmerken, fictief=self.plekken.fictief)
        inhoud = {
            **kenmerken, "fictief": self.plekken.fictief, "tabellen": geschreven,
            "relaties": [asdict(r) for r in RELATIES],
        } | (manifest or {})  # fmt: skip
        (map_ / "manifest.json").write_text(json.dumps(inhoud))
        wijs_aan(self.plekken.actueel, map_)
        return naam

    def laad(self, geduld: float = 10.0) -> Uitslag:
        """What a night does after publishing."""
        uitslag = werk_bij(self.plekken, self.instelling, geduld)
        assert uitslag is not None
        return uitslag

    @property
    def schema(self) -> str:
        """The live schema."""
        return f"veiligheidsbeeld_{self.plekken.verzameling}"

    def vraag(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database as its owner."""
        with psycopg.connect(self.url) as con:
            return con.execute(sql).fetchall()

    def schemas(self) -> list[str]:
        """Every schema that is ours."""
        return [
            n
            for (n,) in self.vraag(
                "select nspname from pg_namespace where nspname ~ 'veiligheidsbeeld' order by 1"
            )
        ]

    def staat(self) -> str:
        """Which publication the rows themselves are of, and whether table `publicatie` says the same."""
        (tekst,) = self.vraag(f"select distinct tekst from {self.schema}.feit_ding where ding_id >= 100")
        (gezegd,) = self.vraag(f"select publicatie_id from {self.schema}.publicatie")
        assert tekst == (f"van {gezegd[0]}",)
        return str(gezegd[0])


def maak(map_: Path, url: str, verzameling: str) -> Wereld:
    """A collection that goes to a database."""
    instelling = Settings(data=map_, postgres_url=url)
    return Wereld(Plekken.van(verzameling, instelling), instelling, url)
