"""A delivery: one file as its owner sent it, with its moment and what it covers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from pipelines.sources.contract import Soort


@dataclass(frozen=True)
class Dekking:
    """What a delivery claims to be complete about. None means: no limit on this side."""

    codes: tuple[str, ...] | None = None
    gebieden: tuple[str, ...] | None = None
    datumveld: str | None = None
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True)
class Levering:
    """Identified by bron, content and as-of moment; the name of the file says nothing."""

    bron: str
    bestand: str
    sha256: str
    peilmoment: datetime
    soort: Soort
    dekking: Dekking
    fictief: bool
    indeling_jaar: int | None = None

    @property
    def levering_id(self) -> str:
        """Twelve hexadecimal characters, the same wherever and whenever the delivery is read."""
        kern = f"{self.bron}|{self.sha256}|{self.peilmoment.isoformat()}"
        return hashlib.sha256(kern.encode()).hexdigest()[:12]

    @property
    def vingerafdruk(self) -> str:
        """Everything about the delivery that can change a figure, as one line of JSON."""
        velden = asdict(self)
        del velden["bestand"]
        return json.dumps(velden, default=str, sort_keys=True)
