"""The truth of the demonstration: what really happened in the world, beside what was delivered about it.

Written from the simulation, never read back from a delivery.
"""

from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.synthetic.bestanden import KENMERK
from pipelines.synthetic.gegevens import AANTAL_MAANDEN, JAREN, gemeenten
from pipelines.synthetic.levensloop import SOORTEN
from pipelines.synthetic.wereld import Wereld


def schrijf_parquet(verbinding: duckdb.DuckDBPyConnection, vraag: str, pad: Path) -> None:
    """Write a query (with ORDER BY a unique key) as Parquet: the same rows give the same bytes."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    naam = str(pad).replace("'", "''")
    verbinding.execute(f"COPY ({vraag}) TO '{naam}' (FORMAT parquet, COMPRESSION zstd)")


def schrijf_incidenten(verbinding: duckdb.DuckDBPyConnection, map_: Path) -> None:
    """`waarheid.parquet`: one row per version of an incident, the tables of `leveringen.laad` in place.

    geldig_vanaf: peilmoment of the first delivery that shows the version (or the absence, when withdrawn);
    NULL when no delivery ever does. The last version with geldig_vanaf <= D, unless withdrawn, is what the
    deliveries up to D say. gebeurd_op: when the police changed it. gebied_code: the gemeente as it was
    called at the counting date (begin, else end, else kennisname); NULL when unknown or abroad.
    """
    soorten = "[" + ", ".join(f"'{s}'" for s in SOORTEN) + "]"
    schrijf_parquet(
        verbinding,
        f"""SELECT '{KENMERK}_BVH_' || t.nummer AS incident_id, t.versie, t.geldig_vanaf, t.gebeurd_op,
            {soorten}[t.soort + 1] AS wijziging, k.mk_code, g.gebied_code,
            CASE WHEN t.gemeente < 81 THEN n.basisteam END AS basisteam,
            t.begin, t.eind, t.kennisname, t.poging, t.ingetrokken
        FROM toestand t
        JOIN klasse k ON k.klasse = t.klasse
        JOIN gebied g ON g.gebied = t.gebied
        JOIN kern n ON n.kern = t.kern
        ORDER BY t.nummer, t.versie""",
        map_ / "waarheid.parquet",
    )


def schrijf_tarieven(verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, map_: Path) -> None:
    """`waarheid_tarieven.parquet`: expected number per gemeente of 2014, year and group, before any draw.

    Columns gebied_code, jaar (2020: first half), groep, verwacht, inwoners (2014), per_duizend.
    """
    codes = [g.gebied_code for g in gemeenten()]
    rijen: dict[str, list[object]] = {k: [] for k in ("gebied_code", "jaar", "groep", "verwacht", "inwoners")}
    for groep, verwacht in wereld.verwacht.items():
        for j, jaar in enumerate(JAREN):
            som = verwacht[:, j * 12 : min((j + 1) * 12, AANTAL_MAANDEN)].sum(axis=1)
            rijen["gebied_code"] += codes
            rijen["jaar"] += [jaar] * len(codes)
            rijen["groep"] += [groep] * len(codes)
            rijen["verwacht"] += som.tolist()
            rijen["inwoners"] += [int(n) for n in wereld.inwoners]
    verbinding.register("tarief", pa.table(rijen))
    schrijf_parquet(
        verbinding,
        """SELECT gebied_code, jaar::INTEGER AS jaar, groep, verwacht, inwoners::INTEGER AS inwoners,
            1000 * verwacht / inwoners AS per_duizend FROM tarief ORDER BY groep, gebied_code, jaar""",
        map_ / "waarheid_tarieven.parquet",
    )
    verbinding.unregister("tarief")
