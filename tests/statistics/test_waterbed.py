"""Displacement over a whole unit: periods, zones, controls, edge, and the demonstration's two cases."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipelines.statistics.verplaatsing import UITKOMSTEN
from pipelines.statistics.waterbed import Vergelijking, vergelijkingen, waterbed
from pipelines.synthetic.gegevens import gebeurtenissen, gemeenten
from pipelines.synthetic.wereld import maak_wereld

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"
JAREN = tuple(range(2012, 2020))
Rij = dict[str, Any]


def _tellingen(aantal: dict[str, list[float]], buiten: tuple[str, ...] = ()) -> dict[str, np.ndarray]:
    rijen = [
        (code, 2012 + j, n) for code, reeks in sorted(aantal.items()) for j, n in enumerate(reeks) if n >= 0
    ]
    return {
        "indicator_id": np.array(["woninginbraken"] * len(rijen)),
        "bron": np.array(["bvi_incidenten"] * len(rijen)),
        "gebied_code": np.array([r[0] for r in rijen]),
        "jaar": np.array([r[1] for r in rijen]),
        "aantal": np.array([r[2] for r in rijen]),
        "indeling_jaar": np.array([2014] * len(rijen)),
        "in_eenheid": np.array([r[0] not in buiten for r in rijen]),
    }


def _buren(grenzen: list[tuple[str, str, float]]) -> dict[str, np.ndarray]:
    return {
        "indeling_jaar": np.array([2014] * len(grenzen)),
        "gebied_code": np.array([g[0] for g in grenzen]),
        "buur_code": np.array([g[1] for g in grenzen]),
        "grens_km": np.array([g[2] for g in grenzen]),
    }


def _rijen(*args: Any) -> list[Rij]:
    rijen: list[Rij] = waterbed(*args).to_pylist()
    return rijen


def _een(rijen: list[Rij], code: str, voor: str, na: str) -> Rij:
    (rij,) = (r for r in rijen if (r["gebied_code"], r["voor_periode"], r["na_periode"]) == (code, voor, na))
    return rij


def test_pairs_of_two_whole_years() -> None:
    paren = vergelijkingen([2012, 2013, 2014, 2015, 2016, 2017], 2013)
    assert paren == [
        Vergelijking((2012, 2013), (2014, 2015), (), "aansluitend"),
        Vergelijking((2012, 2013), (2015, 2016), (), "vanaf de basis"),
        Vergelijking((2012, 2013), (2016, 2017), (), "vanaf de basis"),
        Vergelijking((2013, 2014), (2015, 2016), (2012,), "aansluitend"),
        Vergelijking((2014, 2015), (2016, 2017), (2012, 2013), "aansluitend"),
    ]
    # a year that was not delivered takes every pair with it that needs it, and no base year leaves no base
    assert [p.na for p in vergelijkingen([2012, 2013, 2015, 2016, 2017], 2013)] == [
        (2015, 2016),
        (2016, 2017),
    ]
    assert {p.soort for p in vergelijkingen(list(JAREN), None)} == {"aansluitend"}


# twenty areas of about the same size in a row; each borders the next over 10 km, D touches A over 1 km
RIJ = [f"GM{i:02d}" for i in range(20)]
GRENZEN = [(a, b, 10.0) for a, b in pairwise(RIJ)]
GRENZEN += [(b, a, km) for a, b, km in GRENZEN]
GRENZEN += [("GM00", "GM05", 1.0), ("GM05", "GM00", 1.0), ("GM00", "RAND", 9.0), ("GM01", "GM99", 5.0)]


def _vlak(**anders: list[float]) -> dict[str, list[float]]:
    return {code: [200.0 + i] * 4 for i, code in enumerate(RIJ)} | anders


def test_zone_controls_and_edge() -> None:
    rijen = _rijen(_tellingen(_vlak()), _buren(GRENZEN), None)
    een = _een(rijen, "GM00", "2012-2013", "2014-2015")
    # GM01 shares 10 of 20 km, GM05 1 (no zone, no control), the rest of the border is abroad
    assert (een["buren"], een["buren_geteld"], een["buren_in_zone"]) == (2, 2, 1)
    assert een["rand_procent"] == pytest.approx(45)
    assert een["buren_voor"] == 2 * 201 and een["controles"] == 10 and een["burencontroles"] == 3
    # the ten nearest in size that are neither itself nor a neighbour: 2, 3, 4 and 6 … 12
    assert een["controle_voor"] == 2 * sum(200 + i for i in (2, 3, 4, 6, 7, 8, 9, 10, 11, 12))
    twee = _een(rijen, "GM01", "2012-2013", "2014-2015")
    # GM99 lies next to it, but nothing is delivered of it: an edge of 5 of 25 km
    assert (twee["buren"], twee["buren_geteld"]) == (3, 2)
    assert twee["rand_procent"] == pytest.approx(20)
    assert {r["uitkomst"] for r in rijen} == {"geen aantoonbare daling"}
    assert len(rijen) == 20


def test_an_area_outside_the_unit_is_a_control_and_no_row() -> None:
    rijen = _rijen(_tellingen(_vlak(), buiten=("GM10", "GM11")), _buren(GRENZEN), None)
    assert {r["gebied_code"] for r in rijen} == set(RIJ) - {"GM10", "GM11"}
    assert _een(rijen, "GM00", "2012-2013", "2014-2015")["controle_voor"] == 2 * sum(
        200 + i for i in (2, 3, 4, 6, 7, 8, 9, 10, 11, 12)
    )


def test_what_cannot_be_told_is_empty_and_says_so() -> None:
    zonder_buren = [g for g in GRENZEN if "GM19" not in g[:2]] + [("GM19", "RAND", 7.0)]
    rijen = _rijen(_tellingen(_vlak(GM19=[219, 219, 60, 60], GM07=[0] * 4)), _buren(zonder_buren), None)
    eiland = _een(rijen, "GM19", "2012-2013", "2014-2015")
    assert eiland["q_daling"] < 0.001 and eiland["uitkomst"] == "niet te bepalen"
    assert [eiland[k] for k in ("wdd", "verschil_buren", "p_verplaatsing", "q_verplaatsing")] == [None] * 4
    niets = _een(rijen, "GM07", "2012-2013", "2014-2015")
    assert niets["verschil_gebied"] is None and niets["uitkomst"] == "niet te bepalen"
    weinig = _rijen(_tellingen({c: r for c, r in _vlak().items() if c < "GM04"}), _buren(GRENZEN), None)
    assert {r["uitkomst"] for r in weinig} == {"niet te bepalen"}  # no three areas left to compare with


def test_true_and_spurious_side_by_side() -> None:
    lang = [f"GM{i:02d}" for i in range(60)]
    aantal = {code: [1200.0 + (i * 7 + j * 3) % 5 for j in range(6)] for i, code in enumerate(lang)}
    aantal["GM05"][4:] = [600, 600]  # measures here …
    aantal["GM04"][4:] = aantal["GM06"][4:] = [1500, 1500]  # … and there it went
    aantal["GM12"][2:4] = [1900, 1900]  # a peak that was over by itself
    aantal["GM16"][4:] = [600, 600]  # measures, and nothing went anywhere
    grenzen = [(a, b, 10.0) for paar in pairwise(lang) for a, b in (paar, paar[::-1])]
    rijen = _rijen(_tellingen(aantal), _buren(grenzen), None)
    uit = {
        r["gebied_code"]: r
        for r in rijen
        if (r["voor_periode"], r["na_periode"]) == ("2014-2015", "2016-2017")
    }
    assert uit["GM05"]["uitkomst"] == "verplaatsing" and uit["GM05"]["na_piek"] is False
    assert uit["GM05"]["verschil_buren"] == pytest.approx(1200, rel=0.25)
    assert uit["GM12"]["uitkomst"] == "daling na een piek" and uit["GM12"]["na_piek"] is True
    assert uit["GM16"]["uitkomst"] == "daling zonder verplaatsing"
    assert [c for c, r in uit.items() if r["uitkomst"] == "verplaatsing"] == ["GM05"]
    # the years before the first pair are not known, so nobody can say whether it was a peak
    assert {r["na_piek"] for r in rijen if r["voor_periode"] == "2012-2013"} == {None}
    assert {r["uitkomst"] for r in rijen} <= set(UITKOMSTEN)


def _demo(zaad: int) -> list[Rij]:
    wereld = maak_wereld(zaad, 1.0)
    kans = np.random.default_rng(zaad)
    codes = [g.gebied_code for g in gemeenten()]
    per_jaar = wereld.verwacht["woning"][:, :96].reshape(len(codes), 8, 12).sum(axis=2)
    aantal = {c: [float(kans.poisson(mu)) for mu in per_jaar[i]] for i, c in enumerate(codes)}
    with (SEEDS / "gemeente_buren.csv").open(encoding="utf-8", newline="") as bron:
        grenzen = [
            (r["gebied_code"], r["buur_code"], float(r["gedeelde_grens_km"])) for r in csv.DictReader(bron)
        ]
    return _rijen(_tellingen(aantal), _buren(grenzen), 2013)


@pytest.mark.parametrize("zaad", [2014, 3, 5, 7])
def test_the_demonstration_has_one_true_case_and_one_that_only_seems_so(zaad: int) -> None:
    """As planted in aannames/gebeurtenissen.csv: the generator's own truth, at full size."""
    (echt,) = (g.gebied_code for g in gebeurtenissen() if "gerichte aanpak" in g.soort)
    (schijn,) = (g.gebied_code for g in gebeurtenissen() if "schijn" in g.soort)
    rijen = _demo(zaad)
    uit = {
        r["gebied_code"]: r
        for r in rijen
        if (r["voor_periode"], r["na_periode"]) == ("2015-2016", "2017-2018")
    }
    assert uit[echt]["uitkomst"] == "verplaatsing"
    # both fell by a third or more: without years before and without neighbours they look alike
    for code in (echt, schijn):
        assert uit[code]["aantal_na"] < 0.67 * uit[code]["aantal_voor"]
        assert uit[code]["q_daling"] <= 0.05
    assert uit[schijn]["uitkomst"] == "daling na een piek"
    assert [c for c, r in uit.items() if r["uitkomst"] == "verplaatsing"] == [echt]


def test_the_planted_neighbours_are_the_zone() -> None:
    """The demo plants the rise where the border is: exactly the gemeenten that form the zone of the true case."""
    (echt,) = (g.gebied_code for g in gebeurtenissen() if "gerichte aanpak" in g.soort)
    with (SEEDS / "gemeente_buren.csv").open(encoding="utf-8", newline="") as bron:
        km = {
            r["buur_code"]: float(r["gedeelde_grens_km"])
            for r in csv.DictReader(bron)
            if r["gebied_code"] == echt
        }
    zone = {code for code, lengte in km.items() if lengte >= 0.1 * sum(km.values())}
    assert zone == {g.gebied_code for g in gebeurtenissen() if "vangt op" in g.soort}
