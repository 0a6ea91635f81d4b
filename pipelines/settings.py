"""Every path, period and threshold, from the environment or `.env`, with its default.

Nothing else in the project reads the environment. This module imports nothing of `pipelines`.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]
DEMO = "demo"
OPENBAAR = "openbaar"
EIGEN = "eigen"


class Settings(BaseSettings):
    """One setting per line; the environment variable is the name in capitals after `VEILIGHEIDSBEELD_`."""

    model_config = SettingsConfigDict(
        env_prefix="VEILIGHEIDSBEELD_",
        env_file=PROJECT / ".env",
        extra="ignore",
        hide_input_in_errors=True,  # an error about one setting quotes them all, secrets too
    )

    data: Path = Field(PROJECT / "data", description="Folder that holds raw/, warehouse/ and demo/.")
    seeds: Path = Field(
        PROJECT / "dbt_project" / "seeds",
        description="Folder of the seeds: lists and the strategy itself (targets, paths, areas, moments).",
    )
    verzameling: str | None = Field(
        None,
        description="Collection to work on when a command names none; else `eigen` if it has deliveries.",
    )
    sleutel: SecretStr | None = Field(
        None,
        description="Key of the pseudonyms. Without it a random key is made once in data/pseudoniem.sleutel.",
    )
    geheugen: str = Field("1GB", pattern=r"^\d+(\.\d+)?[KMGT]i?B$", description="Memory limit of DuckDB.")
    threads: int | None = Field(None, ge=1, description="Threads of DuckDB; empty means one per core.")
    indeling_jaar: int | Literal["strategie", "peildatum"] = Field(
        "strategie",
        description="Municipal borders in which everything is counted: `strategie` for the year that seed strategie "
        "names (indeling_standaard), a year of which that seed knows the mergers, or `peildatum` for the year of "
        "the as-of date. Figures are bridged forward only; what was delivered in later borders is 'niet te maken'.",
    )
    telregel: str = Field("standaard", description="Counting rule (dim_telregel) behind the verdicts.")
    voorlopig_maanden: int = Field(
        2,
        ge=0,
        description="A month stays provisional until the as-of date is this many months past its end.",
    )
    drempel_onbekend: float = Field(
        1.0,
        ge=0,
        le=100,
        description="Percentage of all incidents that may have a class without VNG category;"
        " above it nothing is published.",
    )
    voorlopig_drempel: float = Field(
        0.005,
        ge=0,
        lt=1,
        description="A yearly figure is provisional while at least this part of it is still expected to be added; "
        "where the past does not tell how much, `voorlopig_maanden` decides.",
    )
    minimum_n: int = Field(
        50, ge=1, description="Fewest unweighted respondents for which a survey cell is shown."
    )

    ophalen: bool = Field(
        False, description="Fetch open data that changed before a run; without it no run uses the network."
    )
    ophalen_adres: str | None = Field(
        None,
        description="Address that serves the tables in place of CBS, such as a mirror inside a closed network.",
    )
    ophalen_wachttijd: float = Field(
        30.0, gt=0, description="Seconds to wait for an answer before it is asked again."
    )

    postgres_url: SecretStr | None = Field(
        None,
        description="Server that gets a copy of every publication of a run: "
        "`postgresql://user:password@host:5432/database`. Without it no run looks for one.",
    )

    @field_validator("postgres_url")
    @classmethod
    def _adres_van_een_server(cls, url: SecretStr | None) -> SecretStr | None:
        """An address that nobody can read is wrong before a run begins; the error never quotes it."""
        if url is None or not url.get_secret_value().strip():
            return None
        if not url.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError(
                "postgres_url is no address: write postgresql://user:password@host:5432/database"
            )
        return url

    @model_validator(mode="after")
    def _indeling_bekend(self) -> Settings:
        """A layout of which the mergers are not known counts wrong without a sound."""
        if isinstance(self.indeling_jaar, int):
            rij = self._strategie()
            eerste, laatste = int(rij["indeling_basis"]), int(rij["indeling_laatste"])
            if not eerste <= self.indeling_jaar <= laatste:
                raise ValueError(
                    f"indeling_jaar is {self.indeling_jaar}; it is a year from {eerste} to {laatste}"
                )
        return self

    def _strategie(self) -> dict[str, str]:
        with (self.seeds / "strategie.csv").open(encoding="utf-8", newline="") as bestand:
            return next(csv.DictReader(bestand))

    def indeling(self, peildatum: date) -> int:
        """Year of the borders in which a run with this as-of date counts."""
        if isinstance(self.indeling_jaar, int):
            return self.indeling_jaar
        rij = self._strategie()
        if self.indeling_jaar == "strategie":
            return int(rij["indeling_standaard"])
        return min(max(peildatum.year, int(rij["indeling_basis"])), int(rij["indeling_laatste"]))

    @property
    def raw(self) -> Path:
        """Deliveries as their owners sent them, one folder per collection."""
        return self.data / "raw"

    @property
    def warehouse(self) -> Path:
        """Build databases and publications, one folder per collection."""
        return self.data / "warehouse"

    @property
    def waarheid(self) -> Path:
        """Truth of the demonstration, outside raw/ and warehouse/ so that no run can read it."""
        return self.data / "demo"

    def kies_verzameling(self, naam: str | None) -> str:
        """Collection to work on: the one named, else the setting, `eigen` with files, `openbaar`."""
        if naam or self.verzameling:
            return str(naam or self.verzameling)
        eigen = self.raw / EIGEN
        heeft_leveringen = eigen.is_dir() and any(p.is_file() for p in eigen.rglob("*"))
        return EIGEN if heeft_leveringen else OPENBAAR


@cache
def settings() -> Settings:
    """Settings of this process, read once."""
    return Settings()
