"""Write both kinds of pages into the folder of a publication."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from pipelines.publish.dbtdocs import boom, pagina
from pipelines.publish.site.bouw import leg_neer, sjablonen
from pipelines.publish.site.lezen import Kenmerken
from pipelines.publish.site.opmaak import zeg
from pipelines.warehouse.dbt import docspagina

MAP = "dbtdocs"
HIER = Path(__file__).parent
_NAAR_SITE = "../../site/"


def schrijf(
    con: duckdb.DuckDBPyConnection, half: Path, manifest: Mapping[str, Any], kenmerken: Mapping[str, str]
) -> dict[str, Any]:
    """Write folder `dbtdocs`; returns what the manifest of the publication says of it.

    `con` is the build database, `manifest` that of dbt. Pages link to the Data Docs that lie in `half` by now.

    Raises:
        OSError: it cannot be written there; the error names the file.
        ValueError: dbt's page has another shape than the one known here.
    """
    manifest = boom.geordend(manifest)
    stam = boom.lees(manifest, _kolommen(con))
    doel = half / MAP
    (doel / "herkomst").mkdir(parents=True)
    dbt = pagina.maak(docspagina().read_text(encoding="utf-8"), manifest, stam, kenmerken)
    leg_neer(doel / "index.html", dbt)
    _schrijf_herkomst(con, half, stam, kenmerken)
    return {
        "index_sha256": hashlib.sha256(dbt.encode()).hexdigest(),
        "tabellen": len(stam.stappen),
    }


def _kolommen(con: duckdb.DuckDBPyConnection) -> boom.Kolommen:
    per: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for schema, tabel, kolom, soort in con.execute(
        """select schema_name, table_name, column_name, data_type from duckdb_columns()
        where database_name = current_database() and list_contains(?, schema_name)
        order by schema_name, table_name, column_index""",
        [list(boom.LAGEN)],
    ).fetchall():
        per[schema, tabel][kolom] = soort
    return per


def _schrijf_herkomst(
    con: duckdb.DuckDBPyConnection, half: Path, stam: boom.Boom, kenmerken: Mapping[str, str]
) -> None:
    """A list of all tables, and a page per table, in the dress of the site."""
    naam = con.execute(
        "select naam from marts.dim_gebied where in_eenheid and gebied_type = 'eenheid'"
    ).fetchone()
    omgeving = sjablonen(
        Kenmerken.van(kenmerken),
        {"naam": naam[0] if naam else ""},
        HIER / "sjablonen",
    )
    vast = {"wortel": _NAAR_SITE, "grafieken": False, "boom": stam}
    doel = half / MAP / "herkomst"
    lijst = omgeving.get_template("tabellen.html")
    leg_neer(doel / "index.html", lijst.render(vast, pad="herkomst", titel=zeg("herkomst.titel")))
    een = omgeving.get_template("tabel.html")
    for stap in stam.stappen.values():
        gecontroleerd = (half / "datadocs" / "uitkomsten" / stap.pagina).exists()
        leg_neer(
            doel / stap.pagina,
            een.render(
                vast,
                pad=stap.pagina,
                titel=stap.naam,
                stap=stap,
                weg=stam.voorouders(stap.id),
                wegen=stam.wegen(stap.id) if stap.laag == "marts" else [],
                gecontroleerd=gecontroleerd,
            ),
        )
