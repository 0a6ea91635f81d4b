"""The schedule: every night at two, unless there is nothing new."""

from __future__ import annotations

import dagster as dg

from pipelines.settings import Settings, settings
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
        return dg.SkipReason(" ".join([*antwoord.zinnen, *_server(context, plekken, instelling)]))
    return dg.RunRequest(run_config={"resources": {"nacht": {"config": {"verzameling": verzameling}}}})


def _server(context: dg.ScheduleEvaluationContext, plekken: Plekken, instelling: Settings) -> tuple[str, ...]:
    """A server that does not hold the current publication gets it, also on a night with nothing new."""
    if instelling.postgres_url is None:
        return ()
    from pipelines.publish.postgres.bijwerken import werk_bij

    uitslag = werk_bij(plekken, instelling)
    if uitslag is None:
        return ()
    if not uitslag.gelukt:
        context.log.error(" ".join(uitslag.zinnen))
    return uitslag.zinnen
