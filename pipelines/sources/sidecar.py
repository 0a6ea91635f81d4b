"""The note beside a delivery, `<file>.levering.yml`: what the file itself does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, cast

from pipelines.sources.contract import Soort
from pipelines.sources.levering import Dekking
from pipelines.sources.weigering import Geweigerd

EINDE = ".levering.yml"
_SOORTEN = ("volledig", "venster", "delta")
_SLEUTELS = {"peilmoment", "soort", "dekking", "fictief", "indeling_jaar"}
_DEKKING = {"codes", "gebieden", "datumveld", "van", "tot"}
_GEBIED = re.compile(r"(GM\d{4}|BT\d{4}|PD\d{3}|RE\d{2}|PV\d{2}|LD\d{2}|NL\d{2})")


@dataclass(frozen=True)
class Briefje:
    """What the note says; None and empty where it says nothing."""

    peilmoment: datetime | None = None
    soort: Soort | None = None
    dekking: Dekking = field(default_factory=Dekking)
    fictief: bool = False
    indeling_jaar: int | None = None


def pad_van(bestand: Path) -> Path:
    """Where the note of `bestand` lies."""
    return bestand.with_name(bestand.name + EINDE)


def lees(bestand: Path) -> Briefje:
    """The note of `bestand`, checked; an empty one when there is none.

    Raises:
        Geweigerd: not YAML, an unknown key, or a value of the wrong kind.
    """
    pad = pad_van(bestand)
    if not pad.exists():
        return Briefje()
    inhoud = _lees_yaml(pad)
    _weiger_onbekend(pad, inhoud, _SLEUTELS, "")
    soort = inhoud.get("soort")
    if "soort" in inhoud and soort not in _SOORTEN:
        raise _fout(pad, "soort", soort, "volledig, venster or delta")
    fictief = inhoud.get("fictief", False)
    if not isinstance(fictief, bool):
        raise _fout(pad, "fictief", fictief, "true or false")
    jaar = inhoud.get("indeling_jaar")
    if "indeling_jaar" in inhoud and (type(jaar) is not int or not 1900 <= jaar <= 2100):
        raise _fout(pad, "indeling_jaar", jaar, "a year like 2014")
    return Briefje(
        peilmoment=_moment(pad, inhoud["peilmoment"]) if "peilmoment" in inhoud else None,
        soort=cast("Soort | None", soort),
        dekking=_dekking(pad, inhoud["dekking"]) if "dekking" in inhoud else Dekking(),
        fictief=fictief,
        indeling_jaar=jaar,
    )


def _lees_yaml(pad: Path) -> dict[str, Any]:
    import yaml

    try:
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, ValueError) as fout:  # ValueError: not UTF-8, or a date like 2018-02-30
        plek = getattr(fout, "problem_mark", None)
        waar = f" at line {plek.line + 1}" if plek else ""
        uitleg = f" ({fout})" if type(fout) is ValueError else ""
        raise Geweigerd(
            pad,
            f"cannot be read{waar}{uitleg}",
            "YAML in UTF-8, as in docs/bronnen.md",
            "correct the note",
        ) from fout
    if inhoud is None:
        return {}
    if not isinstance(inhoud, dict):
        raise Geweigerd(pad, "holds no 'key: value' lines", "lines like 'soort: venster'", "correct the note")
    return inhoud


def _dekking(pad: Path, inhoud: Any) -> Dekking:
    if not isinstance(inhoud, dict):
        raise _fout(pad, "dekking", inhoud, "codes, gebieden, datumveld, van, tot below it")
    _weiger_onbekend(pad, inhoud, _DEKKING, " under dekking")
    gebieden = _lijst(pad, inhoud, "gebieden", "[RE02]")
    vreemd = next((g for g in gebieden or () if not _GEBIED.fullmatch(g)), None)
    if vreemd is not None:
        raise _fout(pad, "gebieden", vreemd, "codes of CBS like GM0202, BT0017, PD021, RE02")
    datumveld = inhoud.get("datumveld")
    if datumveld is not None and not isinstance(datumveld, str):
        raise _fout(pad, "datumveld", datumveld, "the name of a column, like begin_pleegtijd")
    van, tot = _dag(pad, inhoud, "van"), _dag(pad, inhoud, "tot")
    if len({datumveld is None, van is None, tot is None}) > 1:
        raise Geweigerd(
            pad,
            "gives only part of a window under dekking",
            "datumveld, van and tot together, or none of them",
            "add what is missing",
        )
    if van and tot and van > tot:
        raise Geweigerd(
            pad, f"has a window that ends ({tot}) before it begins ({van})", "van <= tot", "correct the note"
        )
    return Dekking(_lijst(pad, inhoud, "codes", "[A20, A30]"), gebieden, datumveld, van, tot)


def _weiger_onbekend(pad: Path, inhoud: dict[str, Any], bekend: set[str], waar: str) -> None:
    onbekend = sorted(set(map(str, inhoud)) - bekend)
    if onbekend:
        raise Geweigerd(
            pad,
            f"has the unknown key '{onbekend[0]}'{waar}",
            f"one of {', '.join(sorted(bekend))}",
            "correct the note",
        )


def _lijst(pad: Path, inhoud: dict[str, Any], sleutel: str, voorbeeld: str) -> tuple[str, ...] | None:
    if sleutel not in inhoud:
        return None
    waarde = inhoud[sleutel]
    if not isinstance(waarde, list) or not waarde or not all(isinstance(w, str) for w in waarde):
        raise _fout(pad, sleutel, waarde, f"a list of texts like {voorbeeld}")
    return tuple(sorted(set(waarde)))


def _moment(pad: Path, waarde: Any) -> datetime:
    if isinstance(waarde, datetime) and waarde.tzinfo is None:
        return waarde
    if isinstance(waarde, date) and not isinstance(waarde, datetime):
        return datetime.combine(waarde, time())
    raise _fout(pad, "peilmoment", waarde, "a moment in Dutch time without a zone, like 2018-03-01T06:00:00")


def _dag(pad: Path, inhoud: dict[str, Any], sleutel: str) -> date | None:
    waarde = inhoud.get(sleutel)
    if waarde is None or (isinstance(waarde, date) and not isinstance(waarde, datetime)):
        return waarde
    raise _fout(pad, sleutel, waarde, "a date like 2018-03-01")


def _fout(pad: Path, sleutel: str, waarde: Any, verwacht: str) -> Geweigerd:
    gezegd = f"leaves {sleutel} empty" if waarde is None else f"says '{sleutel}: {waarde}'"
    return Geweigerd(pad, gezegd, verwacht, "correct the note")
