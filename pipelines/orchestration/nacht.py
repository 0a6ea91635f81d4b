"""What the steps of one run share: its collection, its connection, its inventory and its moment.

A resource, so that the command line, the schedule and the UI run the same job and leave the same log. The
steps of a run share one process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from pipelines.publish.postgres import NIET_GELADEN
from pipelines.publish.publicatie import Publicatie
from pipelines.quality.uitkomst import Uitkomst
from pipelines.settings import Settings, settings
from pipelines.warehouse import bouw, logboek
from pipelines.warehouse.inventaris import Inventaris
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.publicatie import ruim_op, verwijder_bouw
from pipelines.warehouse.slot import Bezet, slot
from pipelines.warehouse.stil import code_van, neem_op

MISLUKT = 1


@dataclass(frozen=True)
class Afloop:
    """How a run ended, as the log book has it. `code` is the exit code of the command line."""

    uitkomst: str  # published, failed or unfinished
    code: int
    meldingen: tuple[str, ...]
    zonder_server: str = ""  # why PostgreSQL does not hold what was published


@dataclass
class Voortgang:
    """Who watches a run hears here of stages, rows, errors and the end; nobody needs to."""

    stap: Callable[[str], None] = lambda _naam: None
    klaar: Callable[[str, int, float], None] = lambda _naam, _rijen, _seconden: None
    fout: Callable[[Exception], None] = lambda _fout: None
    afloop: Callable[[Afloop], None] = lambda _afloop: None


# set by the command line around a run; the UI and the schedule watch Dagster's own events
voortgang = Voortgang()


@dataclass
class Toestand:
    """Grows as the steps of a run go by."""

    run_id: str
    plekken: Plekken
    settings: Settings
    con: duckdb.DuckDBPyConnection
    inventaris: Inventaris
    gevraagde_peildatum: date | None
    rapport: bool = False
    publicatie: Publicatie | None = None
    mislukt: bool = False
    zonder_server: str = ""
    meldingen: list[str] = field(default_factory=list)
    stappen: list[tuple[str, int, float]] = field(default_factory=list)
    uitkomsten: list[Uitkomst] = field(default_factory=list)

    @property
    def peildatum(self) -> date:
        """Moment of the figures: the one asked for, else the newest as-of date accepted. Never today.

        Raises:
            Failure: no delivery was accepted, so there is no moment.
        """
        moment = self.gevraagde_peildatum or self.inventaris.peildatum()
        if moment is None:
            raise self.stop(f"No accepted delivery in {self.plekken.raw}: nothing is published.")
        return moment

    def meld(self, zin: str) -> None:
        """One sentence for whoever reads the outcome of the run."""
        self.meldingen.append(zin)

    def stop(self, zin: str) -> dg.Failure:
        """The error that ends the run with a sentence: told once, and not tried again."""
        if zin not in self.meldingen:
            self.meld(zin)
        return dg.Failure(zin, allow_retries=False)

    @contextmanager
    def stap(self, naam: str) -> Iterator[list[int]]:
        """Time a stage and tell whoever watches; put numbers of rows in the list that is handed out."""
        if not self.stappen:
            self._begin()
        rijen: list[int] = []
        begin = time.perf_counter()
        voortgang.stap(naam)
        try:
            yield rijen
        except Exception as fout:
            self.mislukt = True
            if not isinstance(fout, dg.Failure):
                self.meld(f"Stage {naam} stops: {_kort(fout)}")
                voortgang.fout(fout)
            raise
        finally:
            seconden = time.perf_counter() - begin
            self.stappen.append((naam, sum(rijen), seconden))
        voortgang.klaar(naam, sum(rijen), seconden)

    def _begin(self) -> None:
        """Note that the run is going on; Dagster makes resources also for runs that are over."""
        velden = {"begonnen": datetime.now(), "peildatum": self.gevraagde_peildatum}
        logboek.schrijf_run(self.plekken.logboek, self.run_id, velden)

    def afloop(self) -> Afloop:
        """How the run ended, judged by what it left."""
        uit_leveringen = code_van(self.inventaris)
        p = self.publicatie
        if p is not None and p.uitkomst != "niet reproduceerbaar":
            code = uit_leveringen or (NIET_GELADEN if self.zonder_server else 0)
            return Afloop("published", code, tuple(self.meldingen), self.zonder_server)
        gestopt = self.mislukt or p is not None or any(u.blokkeert for u in self.uitkomsten)
        return Afloop("failed" if gestopt else "unfinished", uit_leveringen or MISLUKT, tuple(self.meldingen))


class Nacht(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Configuration of one run. Empty values mean: the settings decide."""

    verzameling: str = ""
    bron: str = ""
    peildatum: str = ""
    opnieuw: bool = False
    rapport: bool = False

    _toestand: Toestand | None = PrivateAttr(default=None)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Nacht]:
        """Hold the lock and the connection for as long as the run lasts, and keep the log book."""
        instelling = settings()
        plekken = Plekken.van(instelling.kies_verzameling(self.verzameling or None), instelling)
        try:
            with slot(plekken.slot):
                ruim_op(plekken)
                with self._bouw(context.run_id or "", plekken, instelling) as toestand:
                    self._toestand = toestand
                    try:
                        yield self
                    finally:
                        _sluit_af(toestand)
        except Exception as fout:
            voortgang.fout(fout)
            raise

    @contextmanager
    def _bouw(self, run_id: str, plekken: Plekken, instelling: Settings) -> Iterator[Toestand]:
        if self.opnieuw:
            plekken = plekken.apart()
        peildatum = date.fromisoformat(self.peildatum) if self.peildatum else None
        con = bouw.open_bouw(plekken, instelling)
        try:
            inventaris = neem_op(plekken, self.bron or None)
            bouw.begin_opslag(con)
            yield Toestand(run_id, plekken, instelling, con, inventaris, peildatum, self.rapport)
        finally:
            con.close()
            if self.opnieuw:
                verwijder_bouw(plekken)

    @property
    def toestand(self) -> Toestand:
        """State of the run that is going on."""
        if self._toestand is None:
            raise RuntimeError("no run is going on")
        return self._toestand


def _sluit_af(t: Toestand) -> None:
    """Write the end of a run in the log book; a log book that cannot be written does not undo a run."""
    if not t.stappen:
        return
    afloop = t.afloop()
    pad, run_id = t.plekken.logboek, t.run_id
    try:
        logboek.schrijf_stappen(pad, run_id, t.stappen)
        logboek.schrijf_poorten(pad, run_id, _mislukt(t.uitkomsten))
        logboek.schrijf_run(
            pad,
            run_id,
            {
                "beeindigd": datetime.now(),
                "uitkomst": afloop.uitkomst,
                "code": afloop.code,
                "peildatum": t.gevraagde_peildatum or t.inventaris.peildatum(),
                "publicatie_id": t.publicatie.naam if t.publicatie else None,
                "melding": "\n".join([*afloop.meldingen, *filter(None, [afloop.zonder_server])]) or None,
            },
        )
    except (OSError, duckdb.Error, Bezet) as fout:
        zin = f"The log book could not be written: {_kort(fout)}"
        afloop = replace(afloop, meldingen=(*afloop.meldingen, zin))
    voortgang.afloop(afloop)


def _mislukt(uitkomsten: Sequence[Uitkomst]) -> list[tuple[int, str, str, str, bool, int]]:
    return [
        (u.poort, u.suite, u.verwachting, u.ernst, u.geslaagd, u.afwijkend)
        for u in uitkomsten
        if not u.geslaagd
    ]


def _kort(fout: Exception) -> str:
    """First line of an error, which is what a person needs to look for it."""
    regels = str(fout).strip().splitlines()
    return regels[0] if regels else type(fout).__name__
