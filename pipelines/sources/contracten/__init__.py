"""One module per source, each with its `CONTRACT`: a new module here is a new source."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from pipelines.sources.contract import Contract


@cache
def contracten() -> dict[str, Contract]:
    """Every contract by `bron`, in alphabetical order."""
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    gevonden: list[Contract] = [module.CONTRACT for module in modules]
    return {c.bron: c for c in sorted(gevonden, key=lambda c: c.bron)}
