"""Rates of small areas: Marshall's shrinkage against esda, standardisation by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.statistics.krimp import empirische_bayes, verwacht

AANTAL = [12, 0, 45, 230, 7, 88, 31, 3]
INWONERS = [9000, 4200, 21000, 61000, 8800, 25000, 16000, 2500]
# esda 2.9.0: np.ravel(esda.smoothing.Empirical_Bayes(AANTAL, INWONERS).r); frozen, because esda needs a
# geographic stack (geopandas, pyproj, scikit-learn) that five lines do not justify
ESDA = [
    0.00166214939964752, 0.0010667984911316, 0.00221634705439497, 0.00373229222056708,
    0.00125109614466081, 0.00345512149562816, 0.00205907183939318, 0.00201900768900013,
]  # fmt: skip


def test_shrinkage_equals_esda() -> None:
    assert empirische_bayes(AANTAL, INWONERS).waarde == pytest.approx(ESDA, rel=1e-13)


def test_small_areas_are_pulled_further() -> None:
    gewicht = empirische_bayes(AANTAL, INWONERS).gewicht
    assert np.array_equal(np.argsort(gewicht), np.argsort(INWONERS))
    assert np.all((gewicht > 0) & (gewicht < 1))


def test_areas_that_differ_no_more_than_chance_get_one_rate() -> None:
    # equal rates: the variance between areas is below that of chance, which would make esda's weights negative
    vlak = empirische_bayes([10, 20, 30], [1000, 2000, 3000])
    assert vlak.waarde == pytest.approx([0.01] * 3) and vlak.gewicht == pytest.approx([0] * 3)
    assert empirische_bayes([0, 0], [10, 20]).waarde == pytest.approx([0, 0])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(500, 90_000)), min_size=2, max_size=40))
def test_a_shrunken_rate_lies_between_its_own_and_that_of_all(paren: list[tuple[int, int]]) -> None:
    y, n = (np.array(k, dtype=float) for k in zip(*paren, strict=True))
    gevonden, samen = empirische_bayes(y, n).waarde, y.sum() / n.sum()
    assert np.all(gevonden >= np.minimum(y / n, samen) - 1e-12)
    assert np.all(gevonden <= np.maximum(y / n, samen) + 1e-12)


def test_expected_by_the_rate_of_the_class() -> None:
    # small: 30 of 10,000 = 3 per 1,000; large: 900 of 100,000 = 9 per 1,000
    e = verwacht([10, 20, 400, 500], [4000, 6000, 50_000, 50_000], ["klein", "klein", "groot", "groot"])
    assert e == pytest.approx([12, 18, 450, 450])


@pytest.mark.parametrize(
    ("y", "n"), [([1], [0]), ([-1], [10]), ([1, 2], [10]), ([], []), ([float("nan")], [10])]
)
def test_no_rate_without_a_denominator(y: list[float], n: list[float]) -> None:
    with pytest.raises(ValueError, match="noemer"):
        empirische_bayes(y, n)
