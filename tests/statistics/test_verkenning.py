"""The probleemverkenning of a basisteam: hours that add up, trends that are known, near repeats per team."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.statistics import verkenning

UREN = (Path(__file__).parents[2] / "dbt_project/models/intermediate/int_inbraak_uur.sql").read_text("utf-8")
EPOCH = datetime(2015, 1, 5)  # a Monday


def _verdeel(vensters: list[tuple[datetime, datetime]]) -> dict[tuple[int, int], int]:
    """Millionths per (weekday, hour) by the SQL of the model."""
    con = duckdb.connect()
    con.execute(
        "create table int_inbraak (basisteam_code varchar, jaar integer, tijd_soort varchar,"
        " begin_pleegtijd timestamp, eind_pleegtijd timestamp)"
    )
    con.executemany(
        "insert into int_inbraak values ('BT1', 2015, 'langer', ?, ?)", [list(v) for v in vensters]
    )
    vraag = UREN.replace("{{ ref('int_inbraak') }}", "int_inbraak")
    assert "{{" not in vraag
    return {(dag, uur): delen for *_, dag, uur, delen in con.execute(vraag).fetchall()}


tijdvakken = st.lists(
    st.tuples(st.integers(0, 400 * 86400), st.integers(0, 20 * 86400)).map(
        lambda t: (EPOCH + timedelta(seconds=t[0]), EPOCH + timedelta(seconds=t[0] + t[1]))
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(tijdvakken)
def test_the_parts_of_an_incident_are_one_incident(vensters: list[tuple[datetime, datetime]]) -> None:
    """Whatever the spans: the sum is the count, and each hour has its overlap to a millionth per incident and
    week."""
    delen = _verdeel(vensters)
    assert sum(delen.values()) == 1_000_000 * len(vensters)
    verwacht: dict[tuple[int, int], float] = defaultdict(float)
    for van, tot in vensters:
        uur = van.replace(minute=0, second=0)
        while uur < tot or uur <= van:
            overlap = min(tot, uur + timedelta(hours=1)) - max(van, uur)
            deel = overlap / (tot - van) if tot > van else 1.0
            verwacht[uur.isoweekday(), uur.hour] += deel
            uur += timedelta(hours=1)
    for sleutel in verwacht.keys() | delen.keys():
        assert delen.get(sleutel, 0) / 1e6 == pytest.approx(verwacht[sleutel], abs=4e-6 * len(vensters))


def _maanden(aantal: list[float], begin: int = 144) -> dict[str, np.ndarray]:
    n = len(aantal)
    return {
        "basisteam_code": np.array(["BT1"] * n, dtype=object),
        "maandnummer": np.arange(begin, begin + n),
        "dagen": np.full(n, 30),
        "aantal": np.asarray(aantal),
    }


def test_a_steady_fall_is_found() -> None:
    """20 % less a year, without noise: 100 (0.8 - 1) = -20, and phi at its floor of 1 keeps the margin honest."""
    reeks = [400 * 0.8 ** (m / 12) for m in range(36)]
    (rij,) = [r for r in verkenning.trends(_maanden(reeks)).to_pylist() if r["status"] == "geschat"]
    assert rij["jaar"] == 2014
    assert rij["verandering"] == pytest.approx(-20, abs=1e-6)
    assert rij["phi"] == 1
    assert rij["ondergrens"] < -20 < rij["bovengrens"] < 0
    assert rij["p_waarde"] < 1e-6


def test_margin_against_poisson_information() -> None:
    """At phi 1 the standard error of the slope is that of Poisson: about 1 / sqrt(total x variance of time)."""
    (rij,) = [r for r in verkenning.trends(_maanden([100.0] * 36)).to_pylist() if r["status"] == "geschat"]
    assert rij["verandering"] == pytest.approx(0, abs=1e-9)
    jaren = np.arange(36) / 12
    se = 1 / math.sqrt(3600 * np.var(jaren))
    # the harmonics take a little information from the trend; t with 30 degrees of freedom is 2.0423
    assert math.log1p(rij["bovengrens"] / 100) == pytest.approx(2.0423 * se, rel=0.06)
    assert rij["p_waarde"] == pytest.approx(1)


def test_three_whole_years_and_enough_burglaries() -> None:
    te_kort = verkenning.trends(_maanden([10.0] * 24)).to_pylist()
    assert [(r["jaar"], r["status"], r["aantal"]) for r in te_kort] == [
        (2012, "te kort", None),
        (2013, "te kort", None),
    ]
    (*_, weinig) = verkenning.trends(_maanden([1.0] * 35 + [24.0])).to_pylist()
    assert (weinig["status"], weinig["aantal"], weinig["verandering"]) == ("te weinig", 59, None)
    (*_, genoeg) = verkenning.trends(_maanden([1.0] * 35 + [25.0])).to_pylist()
    assert genoeg["status"] == "geschat"
    gat = _maanden([10.0] * 36)
    gat = {naam: np.delete(kolom, 5) for naam, kolom in gat.items()}
    assert verkenning.trends(gat).to_pylist()[-1]["status"] == "te kort"


def _plekken(n: int) -> dict[str, np.ndarray]:
    """n places far apart, each with two burglaries three days apart."""
    return {
        "basisteam_code": np.array(["BT1"] * 2 * n, dtype=object),
        "van_jaar": np.full(2 * n, 2017),
        "tot_jaar": np.full(2 * n, 2019),
        "cel_x": np.repeat(np.arange(n) * 50, 2),
        "cel_y": np.zeros(2 * n, dtype=int),
        "dag": np.repeat(np.arange(n) * 40, 2) + np.tile([0, 3], n),
    }


def test_near_repeats_of_a_team() -> None:
    rijen = verkenning.nabij(_plekken(25)).to_pylist()
    assert [(r["meter_van"], r["meter_tot"], r["dag_van"], r["dag_tot"]) for r in rijen] == [
        (a, b, c, d) for a, b in [(0, 0), (1, 200), (201, 400)] for c, d in [(0, 7), (8, 14), (15, 28)]
    ]
    zelfde, *rest = rijen
    assert (zelfde["paren"], zelfde["incidenten"], zelfde["status"]) == (25, 50, "geschat")
    # 25 pairs in one square, 25 pairs within a week, of 50 x 49 / 2
    assert zelfde["verwacht"] == pytest.approx(25 * 25 / 1225)
    assert zelfde["p_waarde"] == 1 / 1000
    assert {(r["paren"], r["p_waarde"]) for r in rest} == {(0, 1.0)}


def test_too_few_burglaries_for_near_repeats() -> None:
    rijen = verkenning.nabij(_plekken(24)).to_pylist()
    assert {(r["status"], r["paren"], r["verwacht"], r["p_waarde"]) for r in rijen} == {
        ("te weinig", None, None, None)
    }
    assert len(rijen) == 9


def test_nothing_delivered_gives_no_rows() -> None:
    leeg = {naam: kolom[:0] for naam, kolom in (_maanden([1.0]) | _plekken(1)).items()}
    assert verkenning.trends(leeg).num_rows == verkenning.nabij(leeg).num_rows == 0
