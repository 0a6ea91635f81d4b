"""Run job `nightly` from the command line: the job of schedule and UI, with progress on the terminal."""

from __future__ import annotations

import os
import sys
import warnings
from datetime import date

from pipelines.settings import settings
from pipelines.warehouse.plekken import Plekken

MISLUKT = 1


def voer_uit(
    verzameling: str,
    *,
    bron: str | None = None,
    peildatum: date | None = None,
    opnieuw: bool = False,
    rapport: bool = False,
) -> int:
    """Run the job; returns the exit code: 0 published, 1 a gate or a delivery failed, 2 a refused mix,
    4 published, but not loaded in PostgreSQL.

    Raises:
        Exception: whatever a step or the lock raised that is no gate and no delivery; nothing was published.
    """
    warnings.filterwarnings("ignore")  # libraries warn about their own insides; a reader cannot act on that
    import dagster as dg

    from pipelines.orchestration import nacht
    from pipelines.orchestration.definitions import defs
    from pipelines.orchestration.scherm import Scherm

    config = {
        "verzameling": verzameling,
        "bron": bron or "",
        "peildatum": peildatum.isoformat() if peildatum else "",
        "opnieuw": opnieuw,
        "rapport": rapport,
    }
    instantie = dg.DagsterInstance.get() if os.environ.get("DAGSTER_HOME") else dg.DagsterInstance.ephemeral()
    plekken = Plekken.van(verzameling, settings())
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
    afloop = scherm.afloop
    gepubliceerd = afloop is not None and afloop.uitkomst == "published"
    if scherm.fouten and not gepubliceerd:
        raise scherm.fouten[0]  # whoever started the run says it in one sentence
    if afloop is None:
        print("The run ended without a word; look in the Dagster UI (make dev).", file=sys.stderr)
        return MISLUKT
    for zin in afloop.meldingen:
        print(zin, file=sys.stdout if gepubliceerd else sys.stderr)
    if afloop.zonder_server:
        print(afloop.zonder_server, file=sys.stderr)
    if not gepubliceerd:
        blijft = "; the earlier publication stays" if plekken.actueel.exists() else ""
        print(f"Nothing was published{blijft} ({scherm.duur:.0f} s).", file=sys.stderr)
    return afloop.code if uitkomst.success else afloop.code or MISLUKT
