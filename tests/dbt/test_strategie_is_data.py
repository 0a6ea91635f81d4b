"""What one strategy says stands in the seeds: no model and no suite quotes it, unless it says that it does."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pipelines.settings import PROJECT

# unit, districts, targets and printed figures of Oost-Nederland, its number of gemeenten, and its years
_CITAAT = re.compile(
    r"RE02|PD02\d|Oost-Nederland|\bGL[MZ]\b|'[TF][0-3]\d'|\b81\b|\b20(1[2-9]|2[0-4])\b|12[.]?111|14[.]?903"
)
_MODELLEN = PROJECT / "dbt_project" / "models"


def _code(pad: Path) -> list[str]:
    """The lines of a model without its comments and docstring."""
    tekst = pad.read_text(encoding="utf-8")
    if pad.suffix == ".py":
        tekst = tekst.split('"""', 2)[2]
    return [re.sub(r"(--|#).*", "", regel) for regel in tekst.splitlines()]


def test_no_model_quotes_the_strategy() -> None:
    gevonden = [
        f"{pad.name}:{nummer} {regel.strip()}"
        for pad in sorted(p for soort in ("sql", "py") for p in _MODELLEN.rglob(f"*.{soort}"))
        for nummer, regel in enumerate(_code(pad), 1)
        if _CITAAT.search(regel)
    ]
    assert gevonden == []


def test_a_suite_that_quotes_the_strategy_says_so() -> None:
    citeert, zegt_het = set(), set()
    for pad in (PROJECT / "expectations").rglob("*.json"):
        for regel in json.loads(pad.read_text(encoding="utf-8"))["expectations"]:
            if _CITAAT.search(json.dumps(regel["kwargs"], ensure_ascii=False)):
                citeert.add(regel["meta"]["id"])
            if "feit_van" in regel["meta"]:
                zegt_het.add(regel["meta"]["id"])
    assert citeert <= zegt_het
    # only of its own annex, which no other strategy delivers
    assert {naam.split(".")[1] for naam in zegt_het} == {"bijlage1_rijtotalen", "bijlage1_kolomtotalen"}
