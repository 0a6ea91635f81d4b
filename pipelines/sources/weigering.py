"""Why a delivery is refused: one sentence with file, place, what was expected and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.sources.levering import Levering
    from pipelines.sources.vorm import Vorm


class Geweigerd(Exception):  # noqa: N818 - the domain's word
    """A delivery that cannot be used. The text is for who has to correct it, and holds no personal data."""

    def __init__(self, bestand: Path, wat: str, verwacht: str, doe: str) -> None:
        super().__init__(f"{bestand.name} {wat}; expected {verwacht}; {doe}.")
        self.bestand = bestand
        self._delen = (wat, verwacht, doe)

    def met(self, verklaring: str) -> str:
        """The sentence with what explains it."""
        wat, verwacht, doe = self._delen
        return f"{self.bestand.name} {wat}: {verklaring}; expected {verwacht}; {doe}."


class Vormfout(Geweigerd):
    """A delivery of a known source whose header is not the contract's. `levering` is None without a moment."""

    vorm: Vorm
    levering: Levering | None = None


class Gemengd(Geweigerd):
    """A fictitious delivery among real ones, or a real one in the demonstration."""
