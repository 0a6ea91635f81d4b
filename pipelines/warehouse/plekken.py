"""Where the files of one collection lie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipelines.settings import DEMO, Settings


@dataclass(frozen=True)
class Plekken:
    """Folders and files of one collection (verzameling)."""

    verzameling: str
    raw: Path
    warehouse: Path
    bouwnaam: str = "bouw.duckdb"

    @classmethod
    def van(cls, verzameling: str, settings: Settings) -> Plekken:
        """Places of `verzameling` under the data folder of `settings`."""
        data = settings.data.resolve()  # dbt and DuckDB each have their own idea of a relative path
        return cls(verzameling, data / "raw" / verzameling, data / "warehouse" / verzameling)

    def apart(self) -> Plekken:
        """The same places with another build database, to build everything again aside."""
        return replace(self, bouwnaam=".opnieuw/bouw.duckdb")

    @property
    def fictief(self) -> bool:
        """Only the demonstration holds fictitious figures, and it holds nothing else."""
        return self.verzameling == DEMO

    @property
    def bouw(self) -> Path:
        """Build database: belongs to the run, no reader opens it."""
        return self.warehouse / self.bouwnaam

    @property
    def tijdelijk(self) -> Path:
        """What DuckDB spills and the copies that it reads, for the length of a run."""
        return self.warehouse / ".tmp"

    @property
    def logboek(self) -> Path:
        """Log book: which files were seen, which runs ran."""
        return self.warehouse / "logboek.duckdb"

    @property
    def slot(self) -> Path:
        """Lock of the run."""
        return self.warehouse / ".slot"

    @property
    def publicaties(self) -> Path:
        """One immutable folder per publication."""
        return self.warehouse / "publicaties"

    @property
    def actueel(self) -> Path:
        """Symlink to the current publication."""
        return self.warehouse / "actueel"

    def rapport(self, peildatum: date | str) -> Path:
        """Folder of the figures as known on a past date, or of a report by its name."""
        return self.warehouse / "rapporten" / str(peildatum)
