"""Why a delivery is refused: one sentence with file, place, what was expected and what to do."""

from __future__ import annotations

from pathlib import Path


class Geweigerd(Exception):  # noqa: N818 - the domain's word
    """A delivery that cannot be used. The text is for who has to correct it, and holds no personal data."""

    def __init__(self, bestand: Path, wat: str, verwacht: str, doe: str) -> None:
        super().__init__(f"{bestand.name} {wat}; expected {verwacht}; {doe}.")
        self.bestand = bestand


class Gemengd(Geweigerd):
    """A fictitious delivery among real ones, or a real one in the demonstration."""
