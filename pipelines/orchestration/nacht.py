"""What the steps of one run share: its collection, its connection, its inventory and its moment.

A resource, so that the command line, the schedule and the UI run the same job. The steps of a run share one process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import dagster as dg
import duckdb

from pipelines.settings import Settings, settings
from pipelines.warehouse import bouw
from pipelines.warehouse.inventaris import Inventaris, maak_inventaris
from pipelines.warehouse.plekken import Plekken
from pipelines.publish.publicatie import Publicatie
from pipelines.warehouse.slot import slot


@dataclass
class Voortgang:
    """Who watches a run hears here of stages, rows and problems; nobody needs to."""

    stap: Callable[[str], None] = lambda _naam: None
    klaar: Callable[[str, int, float], None] = lambda _naam, _rijen, _seconden: None
    rijen: Callable[[int], None] = lambda _rijen: None
    melding: Callable[[str], None] = lambda _zin: None


# set by the command line around a run; the UI and the schedule watch Dagster's own events
voortgang = Voortgang()


@dataclass
class Toestand:
    """Grows as the steps of a run go by."""

    plekken: Plekken
    settings: Settings
    con: duckdb.DuckDBPyConnection
    inventaris: Inventaris
    bron: str | None
    gevraagde_peildatum: date | None
    opnieuw: bool
    publicatie: Publicatie | None = None
    meldingen: list[str] = field(default_factory=list)

    @property
    def peildatum(self) -> date | None:
        """Moment of the figures: the one asked for, else the newest as-of date accepted. Never today."""
        return self.gevraagde_peildatum or self.inventaris.peildatum()

    def meld(self, zin: str) -> None:
        """One sentence for whoever reads the outcome of the run."""
        self.meldingen.append(zin)
        voortgang.melding(zin)


class Nacht(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Configuration of one run. Empty values mean: the settings decide."""

    verzameling: str = ""
    bron: str = ""
    peildatum: str = ""
    opnieuw: bool = False

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Nacht]:
        """Hold the lock and the connection for as long as the run lasts."""
        instelling = settings()
        plekken = Plekken.van(instelling.kies_verzameling(self.verzameling or None), instelling)
        with slot(plekken.slot):
            if self.opnieuw:
                plekken = plekken.apart()
                plekken.bouw.unlink(missing_ok=True)
            con = bouw.open_bouw(plekken, instelling)
            try:
                self._toestand = Toestand(
                    plekken=plekken,
                    settings=instelling,
                    con=con,
                    inventaris=maak_inventaris(plekken, bron=self.bron or None),
                    bron=self.bron or None,
                    gevraagde_peildatum=date.fromisoformat(self.peildatum) if self.peildatum else None,
                    opnieuw=self.opnieuw,
                )
                bouw.begin_opslag(con)
                yield self
            finally:
                con.close()
                if self.opnieuw:
                    plekken.bouw.unlink(missing_ok=True)

    @property
    def toestand(self) -> Toestand:
        """State of the run that is going on."""
        return self._toestand

    _toestand: Any = None


@contextmanager
def stap(naam: str) -> Iterator[list[int]]:
    """Time a stage and tell whoever watches; put the number of rows in the list that is handed out."""
    rijen: list[int] = []
    begin = time.perf_counter()
    voortgang.stap(naam)
    yield rijen
    voortgang.klaar(naam, sum(rijen), time.perf_counter() - begin)
