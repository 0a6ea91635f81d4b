"""Is there anything to do tonight? Asked before anything heavy is imported."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pipelines.settings import Settings
from pipelines.warehouse import logboek
from pipelines.warehouse.inventaris import Inventaris, maak_inventaris
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.publicatie import identiteit, ruim_op, staat_actueel
from pipelines.warehouse.slot import slot

GEWEIGERD, GEMENGD = 1, 2


@dataclass(frozen=True)
class Antwoord:
    """What the deliveries ask for, with the sentence and the exit code when no run is needed or possible."""

    soort: Literal["nieuw", "niets nieuws", "belet"]
    inventaris: Inventaris
    zin: str = ""
    code: int = 0

    @property
    def zinnen(self) -> list[str]:
        """Every sentence a reader needs: what became of the question, and each refused delivery."""
        return [
            *(f"Refused: {g.melding}" for g in self.inventaris.geweigerd),
            *([self.zin] if self.zin else []),
        ]


def vraag(
    plekken: Plekken,
    settings: Settings,
    peildatum: date | None = None,
    bron: str | None = None,
    *,
    opnieuw: bool = False,
    rapport: bool = False,
) -> Antwoord:
    """Whether a run is needed. A question that ends the night is noted in the log book, as a run is.

    `rapport`: `peildatum` is asked for as a report, whether it is the newest or not.

    Raises:
        Bezet: another run holds the collection.
    """
    begonnen = datetime.now()
    with slot(plekken.slot):
        ruim_op(plekken)
        inventaris = neem_op(plekken, bron)
        zin = wat_belet(plekken, inventaris, peildatum)
        if zin:
            antwoord = Antwoord("belet", inventaris, zin, code_van(inventaris) or GEWEIGERD)
        else:
            naam = None if opnieuw else _staat_er_al(plekken, settings, inventaris, peildatum, rapport)
            if naam is None:
                return Antwoord("nieuw", inventaris)
            moment = peildatum or inventaris.peildatum()
            zin = (
                f"Nothing new in {plekken.verzameling}: {len(inventaris.leveringen(moment))} deliveries, "
                f"as-of date {moment:%d-%m-%Y}, publication {naam} is current."
            )
            antwoord = Antwoord("niets nieuws", inventaris, zin, code_van(inventaris))
        logboek.schrijf_run(
            plekken.logboek,
            f"vraag-{begonnen:%Y%m%d%H%M%S%f}",
            {
                "begonnen": begonnen,
                "beeindigd": datetime.now(),
                "uitkomst": "nothing new" if antwoord.soort == "niets nieuws" else "failed",
                "code": antwoord.code,
                "peildatum": peildatum or inventaris.peildatum(),
                "melding": "\n".join(antwoord.zinnen),
            },
        )
    return antwoord


def neem_op(plekken: Plekken, bron: str | None = None) -> Inventaris:
    """The inventory of a run. With `bron`, of every other source only what is published already.

    A fictitious file among real ones stays in sight whatever the source.
    """
    inventaris = maak_inventaris(plekken)
    if bron is None:
        return inventaris
    gebruikt = _gepubliceerd(plekken.actueel / "manifest.json")
    return replace(
        inventaris,
        bestanden=tuple(
            g
            for g in inventaris.bestanden
            if g.bron == bron
            or g.uitslag == "gemengd"
            or (g.levering is not None and g.levering.levering_id in gebruikt)
        ),
    )


def wat_belet(plekken: Plekken, inventaris: Inventaris, peildatum: date | None) -> str | None:
    """Why nothing can be published from these deliveries; None when something can (decision 6)."""
    if code_van(inventaris) == GEMENGD:
        return "Fictitious and real deliveries are mixed: nothing is published."
    zichtbaar = inventaris.leveringen(peildatum or inventaris.peildatum())
    if not zichtbaar:
        moment = f" known on {peildatum:%d-%m-%Y}" if peildatum else ""
        return f"No accepted delivery{moment} in {plekken.raw}: nothing is published."
    aanwezig = {lev.bron for lev in zichtbaar}
    zonder = sorted({g.bron for g in inventaris.geweigerd if g.bron and g.bron not in aanwezig})
    if zonder:
        return f"Every delivery of {', '.join(zonder)} was refused: nothing is published."
    return None


def code_van(inventaris: Inventaris) -> int:
    """Exit code that the deliveries alone lead to: 2 a refused mix, 1 a refused delivery, else 0."""
    uitslagen = {g.uitslag for g in inventaris.geweigerd}
    return GEMENGD if "gemengd" in uitslagen else GEWEIGERD if uitslagen else 0


def is_rapport(inventaris: Inventaris, peildatum: date | None, gevraagd: bool = False) -> bool:
    """Whether figures as known on `peildatum` are a report of a past moment, not the current publication.

    One that was asked for as such is, even of the day of the newest delivery.
    """
    return gevraagd or (peildatum is not None and peildatum != inventaris.peildatum())


def _staat_er_al(
    plekken: Plekken, settings: Settings, inventaris: Inventaris, peildatum: date | None, rapport: bool
) -> str | None:
    """Identity of the publication that these deliveries make, when it exists and is current."""
    moment = peildatum or inventaris.peildatum()
    assert moment is not None, "wat_belet comes first"
    naam = identiteit(
        plekken, moment, inventaris.leveringen(moment), settings, inventaris.geweigerd_tot(moment)
    )
    link = plekken.rapport(moment) if is_rapport(inventaris, peildatum, rapport) else plekken.actueel
    return naam if staat_actueel(link, plekken, naam) else None


def _gepubliceerd(manifest: Path) -> set[str]:
    """levering_id of every delivery in a publication; empty when there is none."""
    if not manifest.exists():
        return set()
    bronnen: Iterable[dict[str, list[dict[str, str]]]] = json.loads(manifest.read_text(encoding="utf-8"))[
        "bronnen"
    ].values()
    return {v["levering_id"] for bron in bronnen for v in bron["gebruikt"]}
