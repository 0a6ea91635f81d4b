"""Write the marts into a folder: one DuckDB file, and a Parquet file per table, with their meaning inside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.publish import parquet
from pipelines.sources.contracten import contracten

BESTAND = "veiligheidsbeeld.duckdb"
FICTIEF = "FICTIEVE CIJFERS"
# BI tools lag behind: a client of DuckDB 1.4 reads this format, not the default one of 2.0
_FORMAAT = "v1.2.0"
# personal data: never beyond the files of a publication that its owner and group can read
PRIVE = frozenset({"feit_incident"})
_SLEUTEL = re.compile(r"^-- key: (.+)$", re.M)
_GRAIN = re.compile(r"^-- grain: (.+)$", re.M)
_KORT = 3  # sources that are named at every column; more of them stand at the table
_MAX_VOOR_SLEUTEL = 200_000  # the index of a larger table would weigh more than it helps a reader


@dataclass(frozen=True)
class Tabel:
    """A mart: its key, its meaning and the meaning of its columns, from the dbt project."""

    naam: str
    sleutel: tuple[str, ...]
    omschrijving: str
    kolommen: Mapping[str, str]
    bronnen: tuple[str, ...] = ()  # whose deliveries it is made from, by the lineage of dbt


@dataclass(frozen=True)
class Relatie:
    """Every value of `tabel.kolom` is `sleutel`, the whole key, of one row of `naar`: how the star joins."""

    tabel: str
    kolom: str
    naar: str
    sleutel: str


def tabellen(manifest: Mapping[str, Any]) -> list[Tabel]:
    """Marts by name, as dbt's manifest describes them; the key is the `-- key:` line at the top of the model.

    Raises:
        ValueError: a mart without that line: it could not be written in a fixed order.
    """
    gevonden = []
    verwijst = {(r.tabel, r.kolom): f" Verwijst naar {r.naar}.{r.sleutel}." for r in relaties(manifest)}
    for unique_id, node in manifest["nodes"].items():
        if not _is_mart(node):
            continue
        grain = _GRAIN.search(node["raw_code"])
        bronnen = _bronnen(manifest, unique_id)
        gevonden.append(
            Tabel(
                node["name"],
                _sleutel(node),
                " ".join([node["description"] or (grain.group(1) if grain else ""), _zin_bronnen(bronnen)]),
                {
                    naam: kolom["description"]
                    + verwijst.get((node["name"], naam), "")
                    + (
                        f" Bron: {', '.join(bronnen)}."
                        if 0 < len(bronnen) <= _KORT
                        else " Bron: zie de tabel."
                    )
                    for naam, kolom in node["columns"].items()
                },
                bronnen,
            )
        )
    return sorted(gevonden, key=lambda t: t.naam)


def _is_mart(node: Mapping[str, Any]) -> bool:
    return bool(node["resource_type"] == "model" and node["schema"] == "marts")


def _sleutel(node: Mapping[str, Any]) -> tuple[str, ...]:
    gevonden = _SLEUTEL.search(node["raw_code"])
    if gevonden is None:
        raise ValueError(f"Model {node['name']} has no line '-- key: column, column' at its top.")
    return tuple(k.strip() for k in gevonden.group(1).split(","))


def relaties(manifest: Mapping[str, Any]) -> list[Relatie]:
    """The joins of the star: the `relationships` tests from one mart to the whole key of another.

    A test to something that is no key (`geen_ster` in its meta says why) keeps values in order and joins nothing.

    Raises:
        ValueError: such a test does not say why.
    """
    marts = {n["name"]: _sleutel(n) for n in manifest["nodes"].values() if _is_mart(n)}
    gevonden = []
    for node in manifest["nodes"].values():
        if (
            node["resource_type"] != "test"
            or (node.get("test_metadata") or {}).get("name") != "relationships"
        ):
            continue
        argumenten = node["test_metadata"]["kwargs"]
        naar = str(argumenten["to"]).removeprefix("ref('").removesuffix("')")
        van = str(node["attached_node"]).rsplit(".", 1)[-1]
        if van in marts and naar in marts and "geen_ster" not in node["config"]["meta"]:
            if marts[naar] != (argumenten["field"],):
                raise ValueError(
                    f"{van}.{argumenten['column_name']} refers to {naar}.{argumenten['field']}, which is not its key: "
                    "say in the meta of the test why (geen_ster)."
                )
            gevonden.append(Relatie(van, argumenten["column_name"], naar, argumenten["field"]))
    return sorted(gevonden, key=lambda r: (r.tabel, r.kolom))


def _bronnen(manifest: Mapping[str, Any], mart: str) -> tuple[str, ...]:
    """Sources with deliveries behind a mart; a list that looks at a delivery (tag `referentie`) ends a road."""
    gezien: set[str] = set()
    gevonden: set[str] = set()
    open_ = [mart]
    while open_:
        node = open_.pop()
        if node in gezien:
            continue
        gezien.add(node)
        if node.startswith("source."):
            gevonden.add(str(manifest["sources"][node]["name"]))
        elif node == mart or (
            node.startswith("model.") and "referentie" not in manifest["nodes"][node]["tags"]
        ):
            open_ += manifest["parent_map"].get(node, ())
    return tuple(sorted(gevonden & contracten().keys()))


def _zin_bronnen(bronnen: Sequence[str]) -> str:
    """Where a table comes from, as it stands behind its description."""
    if not bronnen:
        return "Bron: de lijsten van de strategie en de administratie van de run; geen levering."
    return f"Bron: de leveringen van {', '.join(bronnen)}."


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
    voet = parquet.voet(
        _kolommen(con, tabel),
        tabel.kolommen,
        {**kenmerken, "omschrijving": _merk(tabel.omschrijving, fictief)},
    )
    paren = ", ".join(f"\"{k}\": '{_sql(v)}'" for k, v in sorted(voet.items()))
    sleutel = ", ".join(f'"{k}"' for k in tabel.sleutel)
    # snappy: the one compression that every reader knows, those inside BI tools too
    con.execute(
        f"copy (select * from marts.{tabel.naam} order by {sleutel}) to '{_sql(str(pad))}' "
        f"(format parquet, compression snappy, kv_metadata {{{paren}}})"
    )
    if tabel.naam in PRIVE:
        pad.chmod(0o640)
    (rijen,) = con.execute(f"select count(*) from marts.{tabel.naam}").fetchone() or (0,)
    return {
        "rijen": int(rijen),
        "sha256": hashlib.sha256(pad.read_bytes()).hexdigest(),
        "sleutel": list(tabel.sleutel),
    }
