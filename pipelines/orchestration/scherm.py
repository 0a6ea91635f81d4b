"""Progress of a run on the terminal: stages, rows, time left."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from pipelines.orchestration.nacht import Afloop, Voortgang
from pipelines.warehouse import logboek
from pipelines.warehouse.plekken import Plekken

# seconds of a first run on the public figures; an earlier run of the same collection replaces them
_GEWICHTEN = {
    "opslag": 2.0,
    "raw": 0.2,
    "gate raw": 5.0,
    "staging": 5.0,
    "gate staging": 0.5,
    "intermediate": 5.0,
    "gate intermediate": 0.5,
    "marts": 4.0,
    "gate marts": 0.5,
    "datakwaliteit": 0.5,
    "publicatie": 2.0,
}


class Scherm:
    """Shows the stages as they go by, and keeps errors and the end of the run for who started it."""

    def __init__(self, plekken: Plekken, verzameling: str) -> None:
        self.fouten: list[Exception] = []
        self.afloop: Afloop | None = None
        self._verzameling = verzameling
        self._gewichten = {**_GEWICHTEN, **logboek.laatste_stappen(plekken.logboek)}
        self._console = Console(stderr=True, highlight=False)
        self._balk = Progress(
            TextColumn("{task.description:<32}"), BarColumn(24), TextColumn("{task.fields[rest]}"),
            console=self._console, transient=True, disable=not self._console.is_terminal,
        )  # fmt: skip
        self._taak: TaskID = TaskID(0)
        self._klaar: dict[str, float] = {}
        self._begin = time.perf_counter()
        self._ingelezen = 0
        self._opslag_getoond = False
        self.voortgang = Voortgang(self._stap, self._af, self.fouten.append, self._sluit)

    def __enter__(self) -> Scherm:
        self._balk.start()
        self._taak = self._balk.add_task(
            f"{self._verzameling}: starting", total=sum(self._gewichten.values()), rest=""
        )
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._balk.stop()

    @property
    def duur(self) -> float:
        """Seconds since the beginning."""
        return time.perf_counter() - self._begin

    def _stap(self, naam: str) -> None:
        self._balk.update(self._taak, description=f"{self._verzameling}: {naam}", rest=self._rest())

    def _af(self, naam: str, rijen: int, seconden: float) -> None:
        self._sluit_opslag(naam)
        groep = "opslag" if naam.startswith("opslag ") else naam
        self._klaar[groep] = self._klaar.get(groep, 0.0) + seconden
        voltooid = sum(w for n, w in self._gewichten.items() if n in self._klaar)
        self._balk.update(self._taak, completed=voltooid, rest=self._rest())
        if groep == "opslag":
            self._ingelezen += rijen
        else:
            self._toon(naam, rijen, seconden)

    def _sluit_opslag(self, naam: str) -> None:
        """The sources are one line on the screen, shown when the stage after them comes."""
        if not naam.startswith("opslag ") and "opslag" in self._klaar and not self._opslag_getoond:
            self._opslag_getoond = True
            self._toon("opslag (read now)", self._ingelezen, self._klaar["opslag"])

    def _sluit(self, afloop: Afloop) -> None:
        self.afloop = afloop

    def _toon(self, naam: str, rijen: int, seconden: float) -> None:
        wat = "expectations" if naam.startswith("gate") else "rows"
        regel = f"  {naam:<18} {rijen:>10,} {wat:<12} {seconden:>6.1f} s  {self._rest()}"
        self._console.print(regel.rstrip(), soft_wrap=True)

    def _rest(self) -> str:
        """Time left: what the stages that are not done took last time."""
        over = sum(w for n, w in self._gewichten.items() if n not in self._klaar)
        return f"about {over:.0f} s left" if over >= 1 else ""
