"""Whoever opens a publication: an older DuckDB, pandas, polars, pyarrow, and what a BI tool can read of Parquet."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import yaml

from pipelines.settings import PROJECT
from pipelines.warehouse.plekken import Plekken

OUDERE_LEZER = PROJECT / ".venv" / "duckdb-1.4"
MODELLEN = PROJECT / "dbt_project" / "models" / "marts"
# physical and logical type: what every reader since Parquet 1.0 opens, those inside Power BI and Excel too
GEWOON = {
    ("BYTE_ARRAY", "String"),
    ("INT32", "Int(bitWidth=32, isSigned=true)"),
    ("INT64", "Int(bitWidth=64, isSigned=true)"),
    ("DOUBLE", "None"),
    ("BOOLEAN", "None"),
    ("INT32", "Date"),
    ("INT64", "Timestamp(isAdjustedToUTC=false, timeUnit=microseconds)"),
}
# words that say in what a number is measured
EENHEID = re.compile(
    r"aantal|%|procent|jaar|maand|\bdag|meeteenheid|euro|graden|\bkm\b|kilometer|\bmeter|uur|nummer|volgorde|factor"
    r"|verhouding|kans|percentage|0 tot|\bregel|duizend|1000|\bdeel|in delen|teller|noemer|keer|decimalen"
    r"|poort|logschaal|een cijfer van|in de meeteenheid",
    re.I,
)


def _kolommen() -> list[tuple[str, str, str, str]]:
    """Table, column, type and description, as the YAML has them."""
    return [
        (m["name"], k["name"], k["data_type"], " ".join(str(k.get("description", "")).split()))
        for pad in sorted(MODELLEN.glob("_marts*.yml"))
        for m in yaml.safe_load(pad.read_text(encoding="utf-8"))["models"]
        for k in m["columns"]
    ]


def test_every_column_says_what_it_is_and_what_empty_means() -> None:
    leeg = re.compile(r"(?:^|(?<=[.;] ))(Nooit leeg\.|Leeg\b|[Ll]eeg betekent)")
    kolommen = _kolommen()
    zonder = [
        f"{t}.{k}" for t, k, _, tekst in kolommen if not leeg.search(tekst) or len(leeg.split(tekst)[0]) < 4
    ]
    assert len(kolommen) > 890 and zonder == []


def test_every_number_says_its_unit() -> None:
    zonder = [
        f"{t}.{k}: {tekst}"
        for t, k, soort, tekst in _kolommen()
        if soort in {"double", "integer", "bigint"}
        and not EENHEID.search(re.split(r"Nooit leeg|Leeg\b", tekst)[0])
    ]
    assert zonder == []


def test_never_empty_is_never_empty(con: duckdb.DuckDBPyConnection) -> None:
    beloofd: dict[str, list[str]] = {}
    for tabel, kolom, _, tekst in _kolommen():
        if "Nooit leeg." in tekst:
            beloofd.setdefault(tabel, []).append(kolom)
    assert sum(map(len, beloofd.values())) > 400
    gebroken = []
    for tabel, kolommen in beloofd.items():
        tellingen = (
            con.execute(
                f"select {', '.join(f'count(*) - count({k})' for k in kolommen)} from marts.{tabel}"
            ).fetchone()
            or ()
        )
        gebroken += [f"{tabel}.{k}" for k, n in zip(kolommen, tellingen, strict=True) if n]
    assert gebroken == []


def test_meaning_and_source_stand_inside_the_file(con: duckdb.DuckDBPyConnection) -> None:
    tabellen = con.execute(
        "select table_name, comment from duckdb_tables() where schema_name = 'marts'"
    ).fetchall()
    assert len(tabellen) == len(list(MODELLEN.glob("*.sql"))) and all(
        " Bron: " in (tekst or "") for _, tekst in tabellen
    )
    kolommen = con.execute(
        "select table_name || '.' || column_name, comment from duckdb_columns() where schema_name = 'marts'"
    ).fetchall()
    assert [naam for naam, tekst in kolommen if " Bron: " not in (tekst or "")] == []
    uitleg = dict(kolommen)
    assert "Verwijst naar dim_gebied.gebied_code." in uitleg["indicatoren.gebied_code"]
    per_tabel = dict(tabellen)
    assert uitleg["t02_keuzes.lezingen"].endswith(
        "Bron: basisteam_indeling, bvi_incidenten, politie_47018ned."
    )
    bron = per_tabel["jeugdoverlast_rang"].split(" Bron: ")[1]
    assert "jeugdoverlast" in bron and "politie_47018ned" not in bron
    assert "geen levering" in per_tabel["dim_inp"]


def test_parquet_has_plain_types_only(openbaar: Plekken) -> None:
    for pad in (openbaar.actueel / "marts").glob("*.parquet"):
        bestand = pq.ParquetFile(pad)
        for i in range(len(bestand.schema)):
            kolom = bestand.schema.column(i)
            soort = re.sub(r", is_from_converted_type.*?(?=\))", "", str(kolom.logical_type))
            assert (kolom.physical_type, soort) in GEWOON, (
                f"{pad.stem}.{kolom.name}: {kolom.physical_type} {soort}"
            )
            assert (
                kolom.max_repetition_level == 0 and kolom.max_definition_level <= 1
            )  # no lists, nothing nested
        codecs = {
            bestand.metadata.row_group(g).column(k).compression
            for g in range(bestand.metadata.num_row_groups)
            for k in range(bestand.metadata.num_columns)
        }
        assert codecs <= {"SNAPPY"}, pad.stem


def test_pandas_opens_dates_as_dates_and_codes_as_text(openbaar: Plekken) -> None:
    soorten = {
        "varchar": "str", "integer": "Int32", "bigint": "Int64", "double": "float64", "boolean": "boolean",
        "date": "date32[day][pyarrow]", "timestamp": "datetime64[us]",
    }  # fmt: skip
    verwacht: dict[str, dict[str, str]] = {}
    for tabel, kolom, soort, _ in _kolommen():
        verwacht.setdefault(tabel, {})[kolom] = soorten[soort]
    for tabel, kolommen in verwacht.items():
        df = pd.read_parquet(openbaar.actueel / "marts" / f"{tabel}.parquet")
        assert {k: str(v) for k, v in df.dtypes.items()} == kolommen, tabel
        assert df.attrs["publicatie_id"] == openbaar.actueel.resolve().name
        assert set(df.attrs["kolommen"]) == set(kolommen) and all(df.attrs["kolommen"].values())
    periode = pd.read_parquet(openbaar.actueel / "marts" / "dim_periode.parquet")
    assert int(periode.set_index("periode_id").loc["2016", "begin"].year) == 2016


def test_polars_and_pyarrow_open_the_same(openbaar: Plekken) -> None:
    soorten = {
        "varchar": pl.String(), "integer": pl.Int32(), "bigint": pl.Int64(), "double": pl.Float64(),
        "boolean": pl.Boolean(), "date": pl.Date(), "timestamp": pl.Datetime("us"),
    }  # fmt: skip
    verwacht: dict[str, dict[str, pl.DataType]] = {}
    for tabel, kolom, soort, _ in _kolommen():
        verwacht.setdefault(tabel, {})[kolom] = soorten[soort]
    for tabel, kolommen in verwacht.items():
        pad = openbaar.actueel / "marts" / f"{tabel}.parquet"
        assert dict(pl.read_parquet(pad).schema) == kolommen, tabel
        voet = pl.read_parquet_metadata(pad)
        assert set(json.loads(voet["kolommen"])) == set(kolommen)
        for veld in pq.read_schema(pad):
            assert (veld.metadata or {}).get(b"omschrijving"), f"{tabel}.{veld.name}"


def test_an_older_duckdb_reads_the_file(openbaar: Plekken) -> None:
    """A real client of 1.4, in a process of its own: BI tools lag behind."""
    if not (OUDERE_LEZER / "duckdb").is_dir():
        pytest.skip("no DuckDB 1.4 in .venv/duckdb-1.4 (make install-dev)")
    actueel = openbaar.actueel.resolve()
    bestanden = [actueel / "veiligheidsbeeld.duckdb", actueel / "marts" / "doelbereik.parquet"]
    gevraagd = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("oudere_lezer.py")), *map(str, bestanden)],
        env={**os.environ, "PYTHONPATH": str(OUDERE_LEZER)},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path("/"),
    )
    antwoord = json.loads(gevraagd.stdout)
    assert antwoord["versie"].startswith("1.4.") and duckdb.__version__.startswith("2.")
    manifest = json.loads((actueel / "manifest.json").read_text())
    assert antwoord["rijen"] == {t: v["rijen"] for t, v in manifest["tabellen"].items()}
    assert antwoord["t02"] == 6083 and antwoord["uitleg"].startswith("Of de waarde meer dan toevallig")
    assert antwoord["parquet"] == manifest["tabellen"]["doelbereik"]["rijen"]
