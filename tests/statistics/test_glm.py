"""The fitter itself: a solution solves the likelihood equations, whatever path led there."""

import numpy as np
import pytest

from pipelines.statistics import glm

JAREN = np.arange(6.0)
ONTWERP = np.column_stack([np.ones(6), JAREN])
OFFSET = np.array([1.0, -3, -4, 1, -4, 2])


@pytest.mark.parametrize("alfa", [0.0, 0.5, 2.0])
@pytest.mark.parametrize(
    "y",
    [
        [5, 3, 4, 2, 3, 1],
        [0, 0, 7, 0, 1, 0],
        [0, 0, 0, 10000, 10000, 1],  # full steps overshoot here
        [1000, 0, 0, 1, 1000, 2],
    ],
)
def test_the_likelihood_equations_hold_at_the_solution(y: list[int], alfa: float) -> None:
    tellingen = np.array(y, dtype=float)
    model = glm.pas_aan(tellingen, ONTWERP, OFFSET, alfa)
    helling = ONTWERP.T @ ((tellingen - model.verwacht) / (1 + alfa * model.verwacht))
    assert helling == pytest.approx([0, 0], abs=1e-6 * max(y))
    assert model.verwacht == pytest.approx(np.exp(ONTWERP @ model.coef + OFFSET), rel=1e-12)


def test_dispersion_is_measured_against_the_variance_of_the_model() -> None:
    # a constant only: fitted 4 everywhere; variance 4 + 0.5 * 16 = 12; squares 4, 4, 16, 16 over n - 1 = 3
    y = np.array([2.0, 6, 0, 8])
    model = glm.pas_aan(y, np.ones((4, 1)), np.zeros(4), 0.5)
    assert model.pearson == pytest.approx(40 / 12 / 3, rel=1e-9)
    assert glm.pas_aan(y, np.ones((4, 1)), np.zeros(4)).pearson == pytest.approx(40 / 4 / 3, rel=1e-9)
