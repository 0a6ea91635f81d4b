"""Fetch open data before a run, when the settings say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.settings import Settings
from pipelines.sources.ophalen import Dienst, Uitslag, haal
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.slot import slot


def haal_op(plekken: Plekken, settings: Settings, welke: Sequence[str] = ()) -> Iterator[Uitslag]:
    """Fetch what changed into the collection, one outcome per table; no run may read meanwhile.

    Raises:
        Bezet: a run holds the collection.
    """
    dienst = Dienst(settings.ophalen_adres, settings.ophalen_wachttijd)
    with slot(plekken.slot):
        yield from haal(plekken.raw, dienst, welke)


def haal_vooraf(plekken: Plekken, settings: Settings) -> list[str]:
    """Fetch when the settings ask for it; what failed, as warnings: a run goes on with what is there.

    Never into the demonstration, which holds nothing real.
    """
    if not settings.ophalen or plekken.fictief:
        return []
    return [uitslag.zin for uitslag in haal_op(plekken, settings) if uitslag.mislukt]
