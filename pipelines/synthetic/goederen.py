"""Goods per registration (`bvi_goederen`): several lines for one, and one for the two incidents of some.

`tabellen.laad` came first. A delivery holds whole registrations: what was registered or changed since the last.
"""

from pathlib import Path
from typing import Final

import duckdb
import numpy as np

from pipelines.synthetic.bestanden import KENMERK, Uitvoer, copieer_naar_csv, schrijf_bijlage
from pipelines.synthetic.gegevens import SCHUUR_CODES, WONING_CODES
from pipelines.synthetic.incidenten import CODE_NUMMER, Incidenten
from pipelines.synthetic.levensloop import EINDE, NOOIT, Toestanden
from pipelines.synthetic.tabellen import incidentnummers, registratie_positie
from pipelines.synthetic.waarheid import schrijf_parquet
from pipelines.synthetic.wereld import MINUTEN_PER_DAG, Wereld, minuut

BRON: Final = "bvi_goederen"
MOMENTEN: Final = (
    "2014-03-01T06:50:00",
    *(f"{jaar}-02-01T06:50:00" for jaar in range(2015, 2021)),
    "2020-07-01T06:50:00",
)
SOORTEN: Final = (
    ("Sieraden", "Ring"),
    ("Sieraden", "Horloge"),
    ("Elektronica", "Laptop"),
    ("Elektronica", "Telefoon"),
    ("Elektronica", "Tablet"),
    ("Geld en waardepapieren", "Contant geld"),
    ("Vervoer", "Fiets"),
    ("Gereedschap", "Boormachine"),
    ("Gereedschap", "Grasmaaier"),
    ("Documenten", "Paspoort"),
)
UIT_SCHUUR: Final = (6, 7, 8)
MET_GOED: Final = {"woning": 0.55, "schuur": 0.40}
VERVALLEN: Final = 0.04
"""Share of second and later lines that is taken off again: the owner found the ring behind the sofa."""
VREEMD: Final = 300
"""One registration in so many belongs to no incident that is delivered."""


def schrijf_goederen(
    verbinding: duckdb.DuckDBPyConnection,
    wereld: Wereld,
    alle: Incidenten,
    toestanden: Toestanden,
    uit: Uitvoer,
    waarheid_map: Path,
) -> None:
    """Write every delivery of goods and `waarheid_goederen.parquet`: the lines that stand at the end."""
    _laad(verbinding, wereld, alle, toestanden)
    sinds = -1
    for moment in MOMENTEN:
        peil = minuut(moment)
        # whole registrations: one changed line brings all of them again
        geraakt = f"""registratie IN (SELECT registratie FROM goed WHERE vanaf > {sinds} AND vanaf <= {peil}
            OR tot > {sinds} AND tot <= {peil} AND vanaf <= {sinds})"""
        pad = uit.pad(BRON, f"goederen_{moment[:10]}.csv")
        waar = f"vanaf <= {peil} AND tot > {peil} AND {geraakt}"
        uit.noteer(BRON, copieer_naar_csv(verbinding, _vraag(waar), pad))
        schrijf_bijlage(pad, moment, "volledig" if sinds < 0 else "delta")
        sinds = peil
    schrijf_parquet(
        verbinding,
        f"""SELECT '{KENMERK}_BVH_' || lpad(registratie::VARCHAR, 10, '0') AS bronregistratie, volgnummer,
            categorie, soort, aantal, vreemd
        FROM goed WHERE vanaf < {minuut(EINDE)} AND tot = {NOOIT} ORDER BY registratie, volgnummer""",
        waarheid_map / "waarheid_goederen.parquet",
    )


def _vraag(waar: str) -> str:
    return f"""SELECT '{KENMERK}_BVH_' || lpad(registratie::VARCHAR, 10, '0') AS "Oorspronkelijk registratienummer",
        volgnummer AS "Goed volgnummer", categorie AS "Goed categorie", soort AS "Goed soort",
        NULL::VARCHAR AS "Goed merk type", ['zwart', 'zilver', 'rood', NULL][aantal % 4 + 1] AS "Goed kleur",
        aantal AS "Goed aantal" FROM goed WHERE {waar} ORDER BY registratie, volgnummer"""


def _laad(
    verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, alle: Incidenten, toestanden: Toestanden
) -> None:
    import pyarrow as pa

    trek = wereld.loting(BRON)
    eerste = toestanden.vanaf[toestanden.versie == 1]
    kans = np.zeros(len(alle))
    for groep, codes in (("woning", WONING_CODES), ("schuur", SCHUUR_CODES)):
        kans[np.isin(alle.code, [CODE_NUMMER[c] for c in codes])] = MET_GOED[groep]
    kans[alle.poging] = 0.0
    positie = registratie_positie(alle)
    heeft = (trek.random(len(alle)) < kans) & (positie == np.arange(len(alle)))
    eigenaars = np.flatnonzero(heeft)
    aantal = 1 + trek.poisson(0.8, len(eigenaars))
    incident = np.repeat(eigenaars, aantal)
    n = len(incident)
    begin = np.cumsum(aantal) - aantal
    volgnummer = np.arange(n) - np.repeat(begin, aantal) + 1
    schuur = np.isin(alle.code[incident], [CODE_NUMMER[c] for c in SCHUUR_CODES])
    soort = np.where(schuur, trek.choice(UIT_SCHUUR, n), trek.integers(0, len(SOORTEN), n))
    stuks = np.where(trek.random(n) < 0.8, 1, 1 + trek.poisson(1.5, n))
    vanaf = eerste[incident]
    vervalt = (volgnummer > 1) & (trek.random(n) < VERVALLEN)
    tot = np.where(vervalt, vanaf + trek.integers(30, 700, n) * MINUTEN_PER_DAG, NOOIT)
    tot = np.where(tot >= minuut(EINDE), NOOIT, tot)
    vreemd = min(max(1, len(eigenaars) // VREEMD), n)
    nummer = incidentnummers(toestanden)[incident].astype(np.int64) + 12_345
    tabel = pa.table(
        {
            "registratie": np.concatenate([nummer, 5_000_000_000 + np.arange(vreemd)]),
            "volgnummer": np.concatenate([volgnummer, np.ones(vreemd, dtype=np.int64)]),
            "soort_nr": np.concatenate([soort, soort[:vreemd]]),
            "aantal": np.concatenate([stuks, stuks[:vreemd]]),
            "vanaf": np.concatenate([vanaf, vanaf[:vreemd]]),
            "tot": np.concatenate([tot, np.full(vreemd, NOOIT)]),
            "vreemd": np.arange(n + vreemd) >= n,
        }
    )
    verbinding.register("getrokken", tabel)
    categorieen, soorten = ("[" + ", ".join(f"'{s[i]}'" for s in SOORTEN) + "]" for i in (0, 1))
    verbinding.execute(f"""CREATE TABLE goed AS
        SELECT registratie, volgnummer::INTEGER AS volgnummer, {categorieen}[soort_nr + 1] AS categorie,
            {soorten}[soort_nr + 1] AS soort, aantal::INTEGER AS aantal, vanaf, tot, vreemd
        FROM getrokken""")
    verbinding.unregister("getrokken")
