"""Write the marts into a folder: one DuckDB file, and a Parquet file per table, with their meaning inside."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

BESTAND = "veiligheidsbeeld.duckdb"
FICTIEF = "FICTIEVE CIJFERS"
# BI tools lag behind: a client of DuckDB 1.4 reads this format, not the default one of 2.0
_FORMAAT = "v1.2.0"
_PRIVE = {"feit_incident"}
_SLEUTEL = re.compile(r"^-- key: (.+)$", re.M)
_GRAIN = re.compile(r"^-- grain: (.+)$", re.M)
_MAX_VOOR_SLEUTEL = 200_000  # the index of a larger table would weigh more than it helps a reader


@dataclass(frozen=True)
class Tabel:
    """A mart: its key, its meaning and the meaning of its columns, from the dbt project."""

    naam: str
    sleutel: tuple[str, ...]
    omschrijving: str
    kolommen: Mapping[str, str]
    sql: str | None  # of a view


def tabellen(manifest: Mapping[str, Any]) -> list[Tabel]:
    """Marts by name, as dbt's manifest describes them; the key is the `-- key:` line at the top of the model.

    Raises:
        ValueError: a mart without that line: it could not be written in a fixed order.
    """
    gevonden = []
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model" or node["schema"] != "marts":
            continue
        sleutel = _SLEUTEL.search(node["raw_code"])
        if sleutel is None:
            raise ValueError(f"Model {node['name']} has no line '-- key: column, column' at its top.")
        grain = _GRAIN.search(node["raw_code"])
        gevonden.append(
            Tabel(
                node["name"],
                tuple(k.strip() for k in sleutel.group(1).split(",")),
                node["description"] or (grain.group(1) if grain else ""),
                {naam: k["description"] for naam, k in node["columns"].items()},
                node["name"] if node["config"]["materialized"] == "view" else None,
            )
        )
    return sorted(gevonden, key=lambda t: t.naam)


def schrijf(
    con: duckdb.DuckDBPyConnection,
    marts: list[Tabel],
    doel: Path,
    kenmerken: Mapping[str, str],
    *,
    fictief: bool,
) -> dict[str, dict[str, Any]]:
    """Write `marts` from the build connection into folder `doel`; returns rows and sha256 per table.

    `kenmerken` (publicatie_id, peildatum, …) go into every Parquet footer.
    """
    bestand = doel / BESTAND
    con.execute(f"attach '{_sql(str(bestand))}' as publicatie (storage_version '{_FORMAAT}')")
    try:
        con.execute("create schema publicatie.marts")
        for tabel in marts:
            _schrijf_tabel(con, tabel, fictief=fictief)
        con.execute("checkpoint publicatie")  # detaching would hide why it cannot be written
    except duckdb.Error:
        with suppress(duckdb.Error):
            con.execute("detach publicatie")
        raise
    con.execute("detach publicatie")
    bestand.chmod(0o640)
    (doel / "marts").mkdir()
    return {t.naam: _schrijf_parquet(con, t, doel / "marts", kenmerken, fictief=fictief) for t in marts}


def _merk(tekst: str, fictief: bool) -> str:
    return f"{FICTIEF}. {tekst}" if fictief else tekst


def _sql(tekst: str) -> str:
    return tekst.replace("'", "''")


def _kolommen(con: duckdb.DuckDBPyConnection, tabel: Tabel) -> list[tuple[str, str]]:
    return con.execute(
        """select column_name, data_type from duckdb_columns()
        where database_name = current_database() and schema_name = 'marts' and table_name = ?
        order by column_index""",
        [tabel.naam],
    ).fetchall()


def _schrijf_tabel(con: duckdb.DuckDBPyConnection, tabel: Tabel, *, fictief: bool) -> None:
    (rijen,) = con.execute(f"select count(*) from marts.{tabel.naam}").fetchone() or (0,)
    kolommen = ", ".join(
        f'"{naam}" {soort}' + (" not null" if naam in tabel.sleutel and soort != "NULL" else "")
        for naam, soort in _kolommen(con, tabel)
    )
    sleutel = ", ".join(f'"{k}"' for k in tabel.sleutel)
    primair = f", primary key ({sleutel})" if rijen <= _MAX_VOOR_SLEUTEL else ""
    con.execute(f"create table publicatie.marts.{tabel.naam} ({kolommen}{primair})")
    con.execute(
        f"insert into publicatie.marts.{tabel.naam} select * from marts.{tabel.naam} order by {sleutel}"
    )
    con.execute(
        f"comment on table publicatie.marts.{tabel.naam} is '{_sql(_merk(tabel.omschrijving, fictief))}'"
    )
    aanwezig = {naam for naam, _ in _kolommen(con, tabel)}
    for naam, tekst in tabel.kolommen.items():
        if naam in aanwezig and tekst:
            con.execute(f"comment on column publicatie.marts.{tabel.naam}.\"{naam}\" is '{_sql(tekst)}'")


def _schrijf_parquet(
    con: duckdb.DuckDBPyConnection, tabel: Tabel, map_: Path, kenmerken: Mapping[str, str], *, fictief: bool
) -> dict[str, Any]:
    pad = map_ / f"{tabel.naam}.parquet"
    voet = {
        **kenmerken,
        "omschrijving": _merk(tabel.omschrijving, fictief),
        "kolommen": json.dumps(dict(tabel.kolommen), ensure_ascii=False, sort_keys=True),
    }
    paren = ", ".join(f"\"{k}\": '{_sql(v)}'" for k, v in sorted(voet.items()))
    sleutel = ", ".join(f'"{k}"' for k in tabel.sleutel)
    con.execute(
        f"copy (select * from marts.{tabel.naam} order by {sleutel}) to '{_sql(str(pad))}' "
        f"(format parquet, compression zstd, kv_metadata {{{paren}}})"
    )
    if tabel.naam in _PRIVE:
        pad.chmod(0o640)
    (rijen,) = con.execute(f"select count(*) from marts.{tabel.naam}").fetchone() or (0,)
    return {"rijen": int(rijen), "sha256": hashlib.sha256(pad.read_bytes()).hexdigest()}
