"""Interrupted time series against R glm and MASS::glm.nb (tests/oracles/timeseries)."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from pipelines.statistics.timeseries import negatief_binomiaal, onderbroken_ontwerp, quasi_poisson

ORAKEL = Path(__file__).parents[1] / "oracles" / "timeseries"
with (ORAKEL / "its.csv").open(newline="") as _bron:
    _RIJEN = list(csv.DictReader(_bron))
TABEL = {kolom: np.array([float(rij[kolom]) for rij in _RIJEN]) for kolom in _RIJEN[0]}
MOMENT = float(TABEL["t"][TABEL["post"] == 1][0])
NAMEN, ONTWERP = onderbroken_ontwerp(TABEL["t"], MOMENT)
INWONERS = np.full(len(_RIJEN), math.log(3.15e6))
R_QUASI, R_NB = (regel.split() for regel in (ORAKEL / "r_out.txt").read_text().splitlines())


def test_the_columns_are_those_r_was_given() -> None:
    r_kolommen = np.column_stack([TABEL[kolom] for kolom in ("c", "t", "post", "tpost", "s1", "c1")])
    assert pytest.approx(r_kolommen, abs=1e-9) == ONTWERP
    assert NAMEN == ("constante", "trend", "niveau", "helling", "sin1", "cos1")
    assert onderbroken_ontwerp(TABEL["t"], MOMENT, 2)[0][-2:] == ("sin2", "cos2")


def test_quasi_poisson_equals_r() -> None:
    reeks = quasi_poisson(TABEL["y"], NAMEN, ONTWERP, INWONERS)
    assert [*reeks.term("helling"), reeks.phi] == pytest.approx([float(getal) for getal in R_QUASI], rel=1e-6)
    assert reeks.alfa == 0


def test_negative_binomial_equals_r() -> None:
    reeks = negatief_binomiaal(TABEL["y"], NAMEN, ONTWERP, INWONERS)
    verwacht = [float(R_NB[plaats]) for plaats in (1, 2, 4)]
    assert [*reeks.term("helling"), reeks.alfa] == pytest.approx(verwacht, rel=1e-6)
    assert reeks.phi == 1


@pytest.mark.parametrize("model", [quasi_poisson, negatief_binomiaal])
def test_a_constant_offset_moves_only_the_constant(model: object) -> None:
    met = model(TABEL["y"], NAMEN, ONTWERP, INWONERS)  # type: ignore[operator]
    zonder = model(TABEL["y"], NAMEN, ONTWERP)  # type: ignore[operator]
    assert met.coef[1:] == pytest.approx(zonder.coef[1:], rel=1e-8)
    assert met.term("constante")[0] + INWONERS[0] == pytest.approx(zonder.term("constante")[0], rel=1e-9)
    assert met.verwacht.sum() == pytest.approx(zonder.verwacht.sum(), rel=1e-9)


def test_a_series_that_varies_less_than_poisson_is_poisson() -> None:
    glad = np.round(np.exp(4 - 0.1 * TABEL["t"]))
    reeks = negatief_binomiaal(glad, NAMEN, ONTWERP)
    assert reeks.alfa == 0
    assert reeks.coef == pytest.approx(quasi_poisson(glad, NAMEN, ONTWERP).coef, rel=1e-9)


@pytest.mark.parametrize(
    ("fout", "waarover"),
    [
        (lambda: quasi_poisson(TABEL["y"][:5], NAMEN, ONTWERP[:5]), "5 waarnemingen"),
        (
            lambda: quasi_poisson(TABEL["y"], NAMEN, np.column_stack([ONTWERP, ONTWERP[:, 0]])),
            "coëfficiënten",
        ),
        (lambda: quasi_poisson(np.zeros(84), NAMEN, ONTWERP), "alle 0"),
        (lambda: quasi_poisson(-TABEL["y"], NAMEN, ONTWERP), "negatief"),
        (lambda: quasi_poisson(TABEL["y"][:-1], NAMEN, ONTWERP), "rijen"),
        (lambda: quasi_poisson(np.where(TABEL["post"] == 1, 0, TABEL["y"]), NAMEN, ONTWERP), "rust"),
    ],
)
def test_a_series_that_cannot_be_fitted_is_refused_with_the_reason(fout: object, waarover: str) -> None:
    with pytest.raises(ValueError, match=waarover):
        fout()  # type: ignore[operator]
