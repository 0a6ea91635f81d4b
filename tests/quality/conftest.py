"""Small tables and suites of their own for the gates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

Regel = tuple[str, str, dict[str, Any]]
SchrijfSuite = Callable[..., Path]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    verbinding = duckdb.connect()
    verbinding.execute("CREATE SCHEMA raw; CREATE SCHEMA staging; CREATE SCHEMA marts")
    yield verbinding
    verbinding.close()


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    return tmp_path / "expectations"


@pytest.fixture
def schrijf_suite(map_: Path) -> SchrijfSuite:
    """Write a suite; each rule is (short id, type, kwargs), ernst and sleutel are for all of them."""

    def schrijf(stage: str, tabel: str, *regels: Regel, ernst: str = "blokkeert", **meta: Any) -> Path:
        naam = f"{stage}.{tabel}"

        def alle_meta(kort: str) -> dict[str, Any]:
            return {"id": f"{naam}.{kort}", "ernst": ernst, "uitleg": f"Uitleg {kort}."} | meta

        inhoud = {
            "name": naam,
            "expectations": [
                {"type": soort, "kwargs": kwargs, "meta": alle_meta(kort)} for kort, soort, kwargs in regels
            ],
        }
        pad = map_ / stage / f"{tabel}.json"
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(json.dumps(inhoud), encoding="utf-8")
        return pad

    return schrijf
