"""Is there anything new tonight? Asked before anything heavy is imported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.settings import Settings
from pipelines.warehouse.inventaris import Inventaris, maak_inventaris
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.publicatie import identiteit, staat_actueel


@dataclass(frozen=True)
class NietsNieuws:
    """The publication that these deliveries make exists and is current."""

    publicatie_id: str
    inventaris: Inventaris
    zin: str


def niets_nieuws(
    plekken: Plekken, settings: Settings, peildatum: date | None = None, bron: str | None = None
) -> NietsNieuws | None:
    """The current publication when it is made from exactly what lies here now, else None."""
    inventaris = maak_inventaris(plekken, bron=bron)
    moment = peildatum or inventaris.peildatum()
    zichtbaar = inventaris.leveringen(moment)
    if moment is None or not zichtbaar or any(g.uitslag == "gemengd" for g in inventaris.bestanden):
        return None
    naam = identiteit(plekken, moment, zichtbaar, settings)
    link = plekken.actueel if moment == inventaris.peildatum() else plekken.rapport(moment)
    if not staat_actueel(link, plekken, naam):
        return None
    zin = (
        f"Nothing new in {plekken.verzameling}: {len(zichtbaar)} deliveries, as-of date {moment:%d-%m-%Y}, "
        f"publication {naam} is current."
    )
    return NietsNieuws(naam, inventaris, zin)
