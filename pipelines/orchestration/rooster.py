"""The schedule: every night at two, unless there is nothing new."""

from __future__ import annotations

import dagster as dg

from pipelines.settings import settings
from pipelines.warehouse import stil
from pipelines.warehouse.plekken import Plekken


@dg.schedule(
    name="iedere_nacht",
    job_name="nightly",
    cron_schedule="0 2 * * *",
    execution_timezone="Europe/Amsterdam",
    description="Asks the same question as the command line before it starts anything: is there something new?",
)
def iedere_nacht(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Run the job, or skip with the reason."""
    instelling = settings()
    verzameling = instelling.kies_verzameling(None)
    antwoord = stil.niets_nieuws(Plekken.van(verzameling, instelling), instelling)
    if antwoord is not None:
        return dg.SkipReason(antwoord.zin)
    return dg.RunRequest(run_config={"resources": {"nacht": {"config": {"verzameling": verzameling}}}})
