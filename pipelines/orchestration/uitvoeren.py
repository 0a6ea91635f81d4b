"""Run job `nightly` from the command line: the same job as the schedule and the UI, with progress on the terminal."""

from __future__ import annotations

import os
import sys
import uuid
import warnings
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pipelines.settings import settings
from pipelines.warehouse import logboek
from pipelines.warehouse.inventaris import maak_inventaris
from pipelines.warehouse.plekken import Plekken

MISLUKT, GEMENGD, BEZET = 1, 2, 3


def voer_uit(verzameling: str, *, bron: str | None, peildatum: date | None, opnieuw: bool) -> int:
    """Run the job; returns the exit code: 0 published, 1 a gate or a delivery failed, 2 refused mix, 3 locked."""
    warnings.filterwarnings("ignore")  # libraries warn about their own insides; a reader cannot act on that
    import dagster as dg

    from pipelines.orchestration import nacht
    from pipelines.orchestration.definitions import defs
    from pipelines.orchestration.scherm import Scherm

    plekken = Plekken.van(verzameling, settings())
    run_id = uuid.uuid4().hex[:12]
    begonnen = datetime.now()
    config = {
        "verzameling": verzameling,
        "bron": bron or "",
        "peildatum": peildatum.isoformat() if peildatum else "",
        "opnieuw": opnieuw,
    }
    instantie = dg.DagsterInstance.get() if os.environ.get("DAGSTER_HOME") else dg.DagsterInstance.ephemeral()
    with Scherm(plekken, verzameling) as scherm:
        nacht.voortgang = scherm.voortgang
        try:
            uitkomst = defs.resolve_job_def("nightly").execute_in_process(
                run_config={
                    "resources": {"nacht": {"config": config}},
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
                instance=instantie,
                raise_on_error=False,
            )
        finally:
            nacht.voortgang = nacht.Voortgang()
    fouten = _fouten(uitkomst.all_events)
    if any(klasse == "Bezet" for klasse, _ in fouten):
        print(next(zin for klasse, zin in fouten if klasse == "Bezet"), file=sys.stderr)
        return BEZET
    code = _code(plekken, uitkomst.success)
    _toon(scherm.meldingen, fouten if not scherm.meldingen else [], uitkomst.success, scherm.duur)
    logboek.schrijf_run(
        plekken.logboek,
        run_id,
        {
            "begonnen": begonnen,
            "beeindigd": datetime.now(),
            "uitkomst": "published" if uitkomst.success else "failed",
            "code": code,
            "peildatum": peildatum,
            "melding": "\n".join(scherm.meldingen) or None,
        },
    )
    logboek.schrijf_stappen(plekken.logboek, run_id, scherm.stappen)
    return code


def _code(plekken: Plekken, gelukt: bool) -> int:
    geweigerd = maak_inventaris(plekken).geweigerd
    if any(g.uitslag == "gemengd" for g in geweigerd):
        return GEMENGD
    return 0 if gelukt and not geweigerd else MISLUKT


def _fouten(events: Iterable[Any]) -> list[tuple[str, str]]:
    """(class, sentence) of whatever made the run fail, the root cause first."""
    gevonden = []
    for event in events:
        info = getattr(getattr(event, "event_specific_data", None), "error", None)
        if not event.is_failure or info is None:
            continue
        while info.cause is not None:
            info = info.cause
        zin = info.message.split(": ", 1)[-1].strip().splitlines()[0]
        gevonden.append((str(info.cls_name), zin))
    return gevonden


def _toon(meldingen: list[str], fouten: list[tuple[str, str]], gelukt: bool, duur: float) -> None:
    uit = sys.stdout if gelukt else sys.stderr
    for zin in meldingen:
        print(zin, file=uit)
    for klasse, zin in fouten:
        print(f"{klasse}: {zin}", file=sys.stderr)
    if not gelukt:
        print(f"Nothing was published; the earlier publication stays ({duur:.0f} s).", file=sys.stderr)
