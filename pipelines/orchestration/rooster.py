"""The schedule: every night at two, unless there is nothing new."""

from __future__ import annotations

import dagster as dg

from pipelines.settings import settings
from pipelines.warehouse import stil
from pipelines.warehouse.aanvoer import haal_vooraf
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.slot import Bezet


@dg.schedule(
    name="iedere_nacht",
    job_name="nightly",
    cron_schedule="0 2 * * *",
    execution_timezone="Europe/Amsterdam",
    description="Asks what the command line asks before it starts anything: is there something new?",
)
def iedere_nacht(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Run the job, or skip with the reason. What cannot be published runs, so that it is seen to fail."""
    instelling = settings()
    verzameling = instelling.kies_verzameling(None)
    plekken = Plekken.van(verzameling, instelling)
    try:
        for zin in haal_vooraf(plekken, instelling):
            context.log.warning(zin)
        antwoord = stil.vraag(plekken, instelling)
    except Bezet as bezet:
        return dg.SkipReason(str(bezet))
    if antwoord.soort == "niets nieuws":
        return dg.SkipReason(" ".join(antwoord.zinnen))
    return dg.RunRequest(run_config={"resources": {"nacht": {"config": {"verzameling": verzameling}}}})
