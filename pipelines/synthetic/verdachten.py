"""Suspects per incident (`bvi_verdachten`): as many as the incident says, some of them registered later.

`tabellen.laad` came first. What is drawn here has random numbers of its own, so no incident changes by it.
"""

from pathlib import Path
from typing import Final

import duckdb
import numpy as np

from pipelines.synthetic.bestanden import KENMERK, Dekking, Uitvoer, copieer_naar_csv, schrijf_bijlage
from pipelines.synthetic.incidenten import Incidenten, binnen_werktijd
from pipelines.synthetic.levensloop import EINDE, NOOIT, Toestanden
from pipelines.synthetic.tabellen import incidentnummers
from pipelines.synthetic.waarheid import schrijf_parquet
from pipelines.synthetic.wereld import MINUTEN_PER_DAG, Gehelen, Wereld, minuut

BRON: Final = "bvi_verdachten"
KLASSEN: Final = ("12-14", "15-17", "18-22", "23-29", "30-44", "45 en ouder")
AANDELEN: Final = (0.03, 0.12, 0.27, 0.24, 0.22, 0.12)
LATER: Final = 0.15
"""Share of suspects that is registered days to months after the incident."""
LEEFTIJD_LATER: Final = 0.03
LEEFTIJD_NOOIT: Final = 0.01
GEEN_VERDACHTE_MEER: Final = 0.02
"""Suspects beyond those of the incident, per suspect, who are taken off the file within seven months."""
VREEMD: Final = 200
"""One in so many stands at an incident of a class that is not delivered."""


def leveringen() -> list[tuple[str, str, str | None, str | None]]:
    """(moment, soort, first day, last day of registration): all of it, windows of two years, the last one."""
    jaren = range(2015, 2021)
    return [
        ("2014-03-01T06:45:00", "volledig", None, None),
        *((f"{j}-02-01T06:45:00", "venster", f"{j - 2}-01-01", f"{j - 1}-12-31") for j in jaren),
        ("2020-07-01T06:45:00", "venster", "2019-01-01", "2020-06-30"),
    ]


def schrijf_verdachten(
    verbinding: duckdb.DuckDBPyConnection,
    wereld: Wereld,
    alle: Incidenten,
    toestanden: Toestanden,
    uit: Uitvoer,
    waarheid_map: Path,
) -> None:
    """Write every delivery of suspects and `waarheid_verdachten.parquet`: who stands there at the end.

    The number of lines of an incident that are registered by then is its own number of suspects.
    """
    _laad(verbinding, wereld, alle, toestanden)
    for moment, soort, van, tot in leveringen():
        peil = minuut(moment)
        waar = f"vanaf <= {peil} AND tot > {peil}"
        if van is not None:
            waar += f" AND registratiedatum BETWEEN DATE '{van}' AND DATE '{tot}'"
        pad = uit.pad(BRON, f"verdachten_{moment[:10]}.csv")
        uit.noteer(BRON, copieer_naar_csv(verbinding, _vraag(waar, peil), pad))
        schrijf_bijlage(
            pad, moment, soort, None if van is None else Dekking((), "registratiedatum", van, tot)
        )
    schrijf_parquet(
        verbinding,
        f"""SELECT '{KENMERK}_BVH_' || nummer AS incident_id, volgnummer,
            CASE WHEN leeftijd_vanaf < {minuut(EINDE)} THEN leeftijdsklasse ELSE 'onbekend' END AS leeftijdsklasse,
            CASE WHEN leeftijd_vanaf < {minuut(EINDE)} THEN leeftijdsklasse IN ('12-14', '15-17') END AS minderjarig,
            registratiedatum, vreemd
        FROM verdachte WHERE vanaf < {minuut(EINDE)} AND tot = {NOOIT} ORDER BY nummer, volgnummer""",
        waarheid_map / "waarheid_verdachten.parquet",
    )


def _vraag(waar: str, peil: int) -> str:
    bekend = f"leeftijd_vanaf <= {peil}"
    return f"""SELECT '{KENMERK}_BVH_' || nummer AS "Incident Identificatie",
        volgnummer AS "Volgnummer verdachte",
        CASE WHEN {bekend} THEN leeftijdsklasse ELSE 'onbekend' END AS "Leeftijdsklasse",
        CASE WHEN {bekend} THEN CASE WHEN leeftijdsklasse IN ('12-14', '15-17') THEN 'J' ELSE 'N' END END
            AS "Minderjarig",
        strftime(registratiedatum, '%d-%m-%Y') AS "Registratiedatum"
        FROM verdachte WHERE {waar} ORDER BY nummer, volgnummer"""


def een_staat_in_een_levering(vanaf: Gehelen, tot: Gehelen) -> Gehelen:
    """Let the one taken off whose delivery came soonest stay until the day after it.

    A few suspects taken off at random may all come and go between two deliveries. At least one has been delivered
    so, and is missing from the next window that covers its day of registration.
    """
    eerste_dag = minuut(
        "2013-01-01"
    )  # the first window begins here: what was registered before has one delivery
    gezien = np.full(len(vanaf), NOOIT)
    for moment, _, van, laatste_dag in reversed(leveringen()[:-1]):
        peil = minuut(moment)
        einde = peil if laatste_dag is None else minuut(laatste_dag) + MINUTEN_PER_DAG
        begin = eerste_dag if van is None else minuut(van)
        gezien = np.where((begin <= vanaf) & (vanaf < min(einde, peil)), peil, gezien)
    wacht = np.where((tot < NOOIT) & (gezien < NOOIT), gezien - vanaf, NOOIT)
    if len(wacht) and wacht.min() < NOOIT:
        keuze = int(wacht.argmin())
        tot = tot.copy()
        tot[keuze] = max(tot[keuze], gezien[keuze] + MINUTEN_PER_DAG)
    return tot


def _laad(
    verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, alle: Incidenten, toestanden: Toestanden
) -> None:
    import pyarrow as pa

    trek = wereld.loting(BRON)
    eerste = toestanden.vanaf[toestanden.versie == 1]
    # one suspect more than there are: the extra one is taken off again
    tijdelijk = (alle.verdachten > 0) & (trek.random(len(alle)) < GEEN_VERDACHTE_MEER)
    tijdelijk &= eerste < minuut("2019-06-01")
    aantal = alle.verdachten + tijdelijk
    incident = np.repeat(np.arange(len(alle)), aantal)
    n = len(incident)
    begin = np.cumsum(aantal) - aantal
    volgnummer = np.arange(n) - begin[incident] + 1
    laatste = tijdelijk[incident] & (volgnummer == aantal[incident])
    wacht = np.where(trek.random(n) < LATER, 1 + trek.exponential(40, n), 0) * MINUTEN_PER_DAG
    wacht = np.where(laatste, 0, np.minimum(wacht, 400 * MINUTEN_PER_DAG))
    vanaf = binnen_werktijd(
        (eerste[incident].astype(np.int64) + np.rint(wacht).astype(np.int64)).astype(np.int32)
    )
    tot = np.where(laatste, vanaf + trek.integers(30, 210, n) * MINUTEN_PER_DAG, NOOIT)
    tot = een_staat_in_een_levering(vanaf, tot)
    leeftijd = np.where(trek.random(n) < LEEFTIJD_LATER, vanaf + 200 * MINUTEN_PER_DAG, vanaf)
    leeftijd = np.where(trek.random(n) < LEEFTIJD_NOOIT, NOOIT, leeftijd)
    klasse = trek.choice(len(KLASSEN), size=n, p=AANDELEN)
    vreemd = n // VREEMD
    tabel = pa.table(
        {
            "incident": np.concatenate([incident, np.full(vreemd, -1)]),
            "volgnummer": np.concatenate([volgnummer, np.ones(vreemd, dtype=np.int64)]),
            "klasse": np.concatenate([klasse, klasse[:vreemd]]),
            "vanaf": np.concatenate([vanaf, vanaf[:vreemd]]),
            "tot": np.concatenate([tot, np.full(vreemd, NOOIT)]),
            "leeftijd_vanaf": np.concatenate([leeftijd, leeftijd[:vreemd]]),
            "rij": np.arange(n + vreemd),
        }
    )
    nummers = pa.table({"incident": np.arange(len(alle)), "nummer": incidentnummers(toestanden)})
    verbinding.register("getrokken", tabel)
    verbinding.register("nummers", nummers)
    klassen = "[" + ", ".join(f"'{k}'" for k in KLASSEN) + "]"
    verbinding.execute(f"""CREATE TABLE verdachte AS
        SELECT coalesce(nummers.nummer, 90000000 + rij) AS nummer, volgnummer::INTEGER AS volgnummer,
            {klassen}[klasse + 1] AS leeftijdsklasse, vanaf, tot, leeftijd_vanaf,
            DATE '2012-01-01' + (vanaf // {MINUTEN_PER_DAG})::INTEGER AS registratiedatum,
            nummers.nummer IS NULL AS vreemd
        FROM getrokken LEFT JOIN nummers USING (incident)""")
    verbinding.unregister("getrokken")
    verbinding.unregister("nummers")
