"""A publication: its identity, and the one rename that makes it current.

Everything here is cheap to import: a night with nothing new ends after asking whether the identity exists.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.settings import Settings
from pipelines.sources.levering import Levering
from pipelines.warehouse.code import bibliotheken, code_versie
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.sleutel import kenmerk, kies_sleutel

_TIJDELIJK = ".half-"
_NIEUW = ".nieuw"


def identiteit(
    plekken: Plekken,
    peildatum: date,
    leveringen: Iterable[Levering],
    settings: Settings,
    geweigerd: Iterable[Levering] = (),
) -> str:
    """Fingerprint of all that a publication is made from; equal inputs, equal name, equal Parquet.

    A refused delivery gives no figure, but the publication says of its source that one was refused.
    """
    delen = {
        "verzameling": plekken.verzameling,
        "peildatum": peildatum.isoformat(),
        "leveringen": sorted(lev.vingerafdruk for lev in leveringen),
        **({"geweigerd": weg} if (weg := sorted(lev.levering_id for lev in geweigerd)) else {}),
        "code": code_versie(),
        "bibliotheken": bibliotheken(),
        "instellingen": instellingen(settings),
        "sleutel": kenmerk(kies_sleutel(plekken.verzameling, settings.data, settings.sleutel)),
    }
    return hashlib.sha256(json.dumps(delen, sort_keys=True).encode()).hexdigest()[:16]


def instellingen(settings: Settings) -> dict[str, Any]:
    """The settings that can change a figure, by name."""
    return settings.model_dump(
        mode="json",
        include={
            "indeling_jaar",
            "telregel",
            "voorlopig_maanden",
            "voorlopig_drempel",
            "minimum_n",
            "drempel_onbekend",
        },
    )


def ruim_op(plekken: Plekken) -> None:
    """Remove what a run that was killed left half done. Only for who holds the lock of the collection."""
    for rest in plekken.publicaties.glob(f"{_TIJDELIJK}*"):
        shutil.rmtree(rest)
    for rest in (*plekken.warehouse.glob(f".*{_NIEUW}"), *plekken.warehouse.glob(f"rapporten/.*{_NIEUW}")):
        rest.unlink()
    if plekken.tijdelijk.exists():  # copies of deliveries and what DuckDB spilled: it may be personal data
        shutil.rmtree(plekken.tijdelijk)
    verwijder_bouw(plekken.apart())


def verwijder_bouw(plekken: Plekken) -> None:
    """Remove a build database that was made aside, with what DuckDB and dbt keep beside it."""
    if plekken.bouw.parent != plekken.warehouse:
        shutil.rmtree(plekken.bouw.parent, ignore_errors=True)


def tijdelijke_map(plekken: Plekken, naam: str) -> Path:
    """An empty folder beside the publications to build one in, under a name that no reader looks for."""
    map_ = plekken.publicaties / f"{_TIJDELIJK}{naam}"
    if map_.exists():
        shutil.rmtree(map_)
    map_.mkdir(parents=True)
    return map_


def plaats(half: Path, plekken: Plekken, naam: str) -> Path:
    """Give a finished folder its name. From now on nobody writes in it."""
    doel = plekken.publicaties / naam
    half.rename(doel)
    return doel


def wijs_aan(link: Path, doel: Path) -> None:
    """Let symlink `link` point to `doel` in one step: a reader sees the old folder or the new one."""
    link.parent.mkdir(parents=True, exist_ok=True)
    nieuw = link.with_name(f".{link.name}{_NIEUW}")
    nieuw.unlink(missing_ok=True)
    nieuw.symlink_to(os.path.relpath(doel, link.parent))
    nieuw.replace(link)


def staat_actueel(link: Path, plekken: Plekken, naam: str) -> bool:
    """Whether publication `naam` exists whole and `link` points to it."""
    doel = plekken.publicaties / naam
    return (doel / "manifest.json").exists() and link.exists() and link.resolve() == doel.resolve()
