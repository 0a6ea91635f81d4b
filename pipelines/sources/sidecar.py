"""The note beside a delivery, `<file>.levering.yml`: what the file itself does not say."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pipelines.sources.levering import Dekking
from pipelines.sources.weigering import Geweigerd

EINDE = ".levering.yml"
_SOORTEN = ("volledig", "venster", "delta")
_SLEUTELS = {"peilmoment", "soort", "dekking", "fictief", "indeling_jaar"}
_DEKKING = {"codes", "gebieden", "datumveld", "van", "tot"}


def pad_van(bestand: Path) -> Path:
    """Where the note of `bestand` lies."""
    return bestand.with_name(bestand.name + EINDE)


def lees(bestand: Path) -> dict[str, Any]:
    """The note of `bestand`, checked; empty when there is none.

    Returns keys among peilmoment (datetime), soort, dekking (Dekking), fictief (bool), indeling_jaar (int).

    Raises:
        Geweigerd: not YAML, an unknown key, or a value of the wrong kind.
    """
    import yaml

    pad = pad_van(bestand)
    if not pad.exists():
        return {}
    try:
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as fout:
        plek = getattr(fout, "problem_mark", None)
        regel = f" at line {plek.line + 1}" if plek else ""
        raise Geweigerd(pad, f"cannot be read{regel}", "YAML in UTF-8", "mend the note") from fout
    if not isinstance(inhoud, dict):
        raise Geweigerd(pad, "holds no keys", "lines like 'soort: venster'", "mend the note")
    _weiger_onbekend(pad, inhoud, _SLEUTELS)
    gelezen = dict(inhoud)
    if "peilmoment" in gelezen:
        gelezen["peilmoment"] = _moment(pad, gelezen["peilmoment"])
    if gelezen.get("soort", "delta") not in _SOORTEN:
        raise Geweigerd(pad, f"says soort: {gelezen['soort']}", "volledig, venster or delta", "mend the note")
    if not isinstance(gelezen.get("fictief", False), bool):
        raise Geweigerd(pad, f"says fictief: {gelezen['fictief']}", "true or false", "mend the note")
    dekking = gelezen.get("dekking") or {}
    if not isinstance(dekking, dict):
        raise Geweigerd(
            pad, "says dekking without keys", "codes, gebieden, datumveld, van, tot", "mend the note"
        )
    _weiger_onbekend(pad, dekking, _DEKKING)
    gelezen["dekking"] = Dekking(
        codes=_lijst(dekking.get("codes")),
        gebieden=_lijst(dekking.get("gebieden")),
        datumveld=dekking.get("datumveld"),
        van=_dag(pad, dekking.get("van")),
        tot=_dag(pad, dekking.get("tot")),
    )
    return gelezen


def _weiger_onbekend(pad: Path, inhoud: dict[str, Any], bekend: set[str]) -> None:
    onbekend = sorted(set(map(str, inhoud)) - bekend)
    if onbekend:
        raise Geweigerd(
            pad, f"has the key '{onbekend[0]}'", f"one of {', '.join(sorted(bekend))}", "mend the note"
        )


def _lijst(waarde: Any) -> tuple[str, ...] | None:
    return None if waarde is None else tuple(sorted(map(str, waarde)))


def _moment(pad: Path, waarde: Any) -> datetime:
    if isinstance(waarde, datetime):
        return waarde.replace(tzinfo=None)
    if isinstance(waarde, date):
        return datetime.combine(waarde, time())
    raise Geweigerd(pad, f"says peilmoment: {waarde}", "a moment like 2018-03-01T06:00:00", "mend the note")


def _dag(pad: Path, waarde: Any) -> date | None:
    if waarde is None or (isinstance(waarde, date) and not isinstance(waarde, datetime)):
        return waarde
    raise Geweigerd(pad, f"says {waarde} in dekking", "a date like 2018-03-01", "mend the note")
