"""Breaks in a trend through the dbt model, against R (tests/oracles/timeseries)."""

from __future__ import annotations

import csv
import importlib.util
import math
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

REPO = Path(__file__).parents[2]
ORAKEL = REPO / "tests" / "oracles" / "timeseries"
INTERMEDIATE = REPO / "dbt_project" / "models" / "intermediate"


class NepDbt:
    """What dbt hands to a Python model: `ref` gives a relation, `config` is listened to and forgotten."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def config(self, **_: Any) -> None:
        return None

    def ref(self, naam: str) -> duckdb.DuckDBPyRelation:
        return self._con.table(naam)


def draai(naam: str, **tabellen: pa.Table) -> list[dict[str, Any]]:
    """Rows of a Python model of the warehouse on these upstream tables."""
    con = duckdb.connect()
    for tabel, inhoud in tabellen.items():
        con.register(f"_{tabel}", inhoud)
        con.execute(f"create table {tabel} as from _{tabel}")
    spec = importlib.util.spec_from_file_location(naam, INTERMEDIATE / f"{naam}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rijen: list[dict[str, Any]] = module.model(NepDbt(con), con).to_pylist()
    return rijen


def _maanden(aantal: list[int], begin: int, dagen: int = 1, inwoners: int | None = 3_150_000) -> pa.Table:
    n = len(aantal)
    return pa.table(
        {
            "indicator_id": ["woninginbraken"] * n,
            "gebied_code": ["RE02"] * n,
            "maand": [date(2000 + (begin + i) // 12, (begin + i) % 12 + 1, 1) for i in range(n)],
            "maandnummer": pa.array([begin + i for i in range(n)], pa.int32()),
            "dagen": pa.array([dagen] * n, pa.int32()),
            "aantal": pa.array(aantal, pa.int64()),
            "inwoners": pa.array([inwoners] * n, pa.int64()),
        }
    )


def _trend(maanden: pa.Table, eerste_jaar: int = 2015) -> dict[str, dict[str, Any]]:
    strategie = pa.table({"eerste_jaar": [eerste_jaar]})
    return {r["model"]: r for r in draai("int_trendbreuk", int_trend_maand=maanden, strategie=strategie)}


with (ORAKEL / "its.csv").open(newline="") as _bron:
    _RIJEN = list(csv.DictReader(_bron))
Y = [int(r["y"]) for r in _RIJEN]
VOOR = sum(float(r["post"]) == 0 for r in _RIJEN)


def test_the_mart_says_what_r_says() -> None:
    """R on the same 84 months: offset log(3.15e6), one harmonic, break where `post` begins."""
    assert VOOR % 12 == 0  # the break lies on 1 January, as that of a strategy
    uit = _trend(_maanden(Y, (2015 - 2000) * 12 - VOOR))
    (quasi, nb) = (regel.split() for regel in (ORAKEL / "r_out.txt").read_text().splitlines())
    q, n = uit["quasi-Poisson"], uit["negatief binomiaal"]
    assert [q["helling"], q["se_helling"], q["phi"]] == pytest.approx([float(g) for g in quasi], rel=1e-6)
    assert [n["helling"], n["se_helling"], n["alfa"]] == pytest.approx(
        [float(nb[i]) for i in (1, 2, 4)], rel=1e-6
    )
    assert (q["status"], q["maanden_voor"], q["maanden_na"], q["per_inwoner"]) == (
        "geschat",
        VOOR,
        84 - VOOR,
        True,
    )
    # R: summary() tests quasi-Poisson by t with n - k degrees of freedom, glm.nb by the normal distribution
    t = abs(q["helling"] / q["se_helling"])
    assert q["p_helling"] == pytest.approx(2 * stats.t.sf(t, 84 - 6), rel=1e-9)
    assert q["kwantiel"] == pytest.approx(stats.t.ppf(0.975, 78), rel=1e-12)
    z = abs(n["helling"] / n["se_helling"])
    assert n["p_helling"] == pytest.approx(2 * stats.norm.sf(z), rel=1e-9)
    assert n["kwantiel"] == pytest.approx(1.959963984540054, rel=1e-12)


def test_days_and_inhabitants_are_divided_out() -> None:
    """A rate that never changes, in months of unequal length of a growing place, has no break and no trend."""
    begin = (2012 - 2000) * 12
    dagen = [
        (date(2012 + (i + 1) // 12, (i + 1) % 12 + 1, 1) - date(2012 + i // 12, i % 12 + 1, 1)).days
        for i in range(84)
    ]
    inwoners = [1_000_000 if i < 36 else 1_500_000 for i in range(84)]
    aantal = [round(d * n / 10_000) for d, n in zip(dagen, inwoners, strict=True)]
    tabel = _maanden(aantal, begin).set_column(4, "dagen", pa.array(dagen, pa.int32()))
    tabel = tabel.set_column(6, "inwoners", pa.array(inwoners, pa.int64()))
    for rij in _trend(tabel).values():
        assert [rij[k] for k in ("trend", "niveau", "helling")] == pytest.approx([0, 0, 0], abs=1e-4)
    # without inhabitants the growth is there to see, and the row says that it is not a rate
    zonder = tabel.set_column(6, "inwoners", pa.array([None] * 84, pa.int64()))
    rij = _trend(zonder)["quasi-Poisson"]
    assert rij["per_inwoner"] is False and rij["niveau"] == pytest.approx(math.log(1.5), abs=1e-3)


def test_the_season_is_that_of_the_calendar_whatever_month_the_series_begins() -> None:
    maand = np.arange((2012 - 2000) * 12, (2019 - 2000) * 12)
    aantal = np.round(1000 * np.exp(0.3 * np.cos(2 * np.pi * (maand % 12) / 12))).astype(int)
    heel = _trend(_maanden(aantal.tolist(), int(maand[0])))["quasi-Poisson"]
    later = _trend(_maanden(aantal[5:].tolist(), int(maand[5])))["quasi-Poisson"]
    for rij in (heel, later):
        assert [rij[k] for k in ("trend", "niveau", "helling")] == pytest.approx([0, 0, 0], abs=1e-3)
    assert later["eerste_maand"] == date(2012, 6, 1) and later["maanden_voor"] == 31


def test_what_cannot_be_fitted_says_so() -> None:
    begin = (2013 - 2000) * 12 + 1
    assert {r["status"] for r in _trend(_maanden(Y[:60], begin)).values()} == {"te kort"}  # 23 months before
    stil = [3] * 36 + [0] * 36
    assert {r["status"] for r in _trend(_maanden(stil, (2012 - 2000) * 12)).values()} == {"niet te schatten"}
    assert all(r["niveau"] is None for r in _trend(_maanden(stil, (2012 - 2000) * 12)).values())


def test_nothing_delivered_gives_an_empty_table() -> None:
    assert _trend(_maanden(Y, 0).slice(0, 0)) == {}


def test_shrinkage_per_series_through_the_model() -> None:
    """Two years do not lend each other anything; districts take no part; the class is that of the row."""

    def rij(code: str, soort: str, jaar: int, aantal: int, noemer: int, klasse: str | None) -> dict[str, Any]:
        return {"indicator_id": "w", "bron": "b", "gebied_code": code, "gebied_type": soort, "jaar": jaar,
                "noemer_soort": "inwoners", "aantal": aantal, "noemer": noemer, "grootteklasse": klasse}  # fmt: skip

    tabel = pa.Table.from_pylist(
        [
            rij("GM1", "gemeente", 2015, 10, 1000, "klein"), rij("GM2", "gemeente", 2015, 90, 3000, "groot"),
            rij("GM1", "gemeente", 2016, 20, 1000, "klein"), rij("GM2", "gemeente", 2016, 60, 3000, "groot"),
            rij("PD1", "district", 2015, 100, 4000, None),
        ]
    )  # fmt: skip
    uit = {(r["gebied_code"], r["jaar"]): r for r in draai("int_krimp", int_kerncijfer=tabel)}
    assert set(uit) == {("GM1", 2015), ("GM2", 2015), ("GM1", 2016), ("GM2", 2016)}
    # 2016: both 20 per 1,000, so chance explains all; 2015 by hand: 25 together, between 1000*15^2 + 3000*5^2
    assert [uit[c, 2016]["per_duizend"] for c in ("GM1", "GM2")] == pytest.approx([20, 20])
    tussen = (1000 * 0.015**2 + 3000 * 0.005**2) / 4000 - 0.025 / 2000
    gewicht = tussen / (tussen + 0.025 / 1000)
    assert uit["GM1", 2015]["per_duizend"] == pytest.approx(1000 * (gewicht * 0.01 + (1 - gewicht) * 0.025))
    assert uit["GM1", 2015]["verwacht"] == pytest.approx(10)
