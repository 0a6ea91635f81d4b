"""Run job `nightly` from the command line: the same job as the schedule and the UI, with progress on the terminal."""

from __future__ import annotations

import logging
import os
import sys
import uuid
import warnings
from datetime import date, datetime
from typing import Any

from pipelines.settings import settings
from pipelines.warehouse import logboek
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.slot import Bezet

FOUT, GEBRUIK, BEZET = 1, 2, 3


def voer_uit(verzameling: str, *, bron: str | None, peildatum: date | None, opnieuw: bool) -> int:
    """Run the job and return the exit code: 0 published, 1 a gate or a delivery failed, 2 refused mix, 3 locked."""
    warnings.filterwarnings("ignore")
    import dagster as dg

    from pipelines.orchestration import nacht
    from pipelines.orchestration.definitions import defs
    from pipelines.orchestration.scherm import Scherm

    plekken = Plekken.van(verzameling, settings())
    run_id = uuid.uuid4().hex[:12]
    logboek.schrijf_run(plekken.logboek, run_id, {"begonnen": datetime.now(), "peildatum": peildatum})
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    job = defs.resolve_job_def("nightly")
    config = {
        "verzameling": verzameling,
        "bron": bron or "",
        "peildatum": peildatum.isoformat() if peildatum else "",
        "opnieuw": opnieuw,
    }
    instantie = dg.DagsterInstance.get() if os.environ.get("DAGSTER_HOME") else dg.DagsterInstance.ephemeral()
    fout: BaseException | None = None
    gelukt = False
    with Scherm(plekken, verzameling) as scherm:
        nacht.voortgang = scherm.voortgang
        try:
            uitkomst = job.execute_in_process(
                run_config={"resources": {"nacht": {"config": config}}, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
                instance=instantie,
                raise_on_error=False,
            )
            gelukt = uitkomst.success
            fout = _oorzaak(uitkomst.all_events) if not gelukt else None
        finally:
            nacht.voortgang = nacht.Voortgang()
    if isinstance(fout, Bezet):
        print(str(fout), file=sys.stderr)
        return BEZET
    return _sluit_af(plekken, run_id, scherm, gelukt, fout)


def _oorzaak(events: Any) -> BaseException | None:
    return None


def _sluit_af(plekken: Plekken, run_id: str, scherm: Any, gelukt: bool, fout: BaseException | None) -> int:
    raise NotImplementedError
