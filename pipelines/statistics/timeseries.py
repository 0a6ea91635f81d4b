"""Interrupted time series of counts: did level or slope change at a known moment?

A log-linear model with constant, yearly trend, step and change of slope at the moment, seasonal waves, and an
offset (log of days, inhabitants, dwellings). The margin allows for more than Poisson variation in one of two
ways: quasi-Poisson (variance phi * mu) or negative binomial (mu + alpha * mu^2). Without a control region it
says 'trend', never 'effect'. Source: R ``glm(family = quasipoisson)`` and ``MASS::glm.nb``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipelines.statistics import glm

Vector = NDArray[np.float64]

MAX_RONDEN = 100


@dataclass(frozen=True, eq=False)
class Reeks:
    """A fitted series: `namen` (k) of the terms, `coef` and `se` (k,) on the log scale, `phi` (quasi-Poisson;
    1 for negative binomial), `alfa` (negative binomial; 0 for quasi-Poisson), `verwacht` (n,) fitted."""

    namen: tuple[str, ...]
    coef: Vector
    se: Vector
    phi: float
    alfa: float
    verwacht: Vector

    def term(self, naam: str) -> tuple[float, float]:
        """(coefficient, standard error) of one term."""
        plaats = self.namen.index(naam)
        return float(self.coef[plaats]), float(self.se[plaats])


def onderbroken_ontwerp(
    jaar: ArrayLike, moment: float, harmonischen: int = 1
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Names and columns (n, 4 + 2 * harmonischen): constante, trend, niveau, helling, sin1, cos1, …

    jaar (n,) time in years; from `moment` on, `niveau` is 1 and `helling` is the years since then.
    """
    t = np.asarray(jaar, dtype=np.float64)
    na = (t >= moment).astype(np.float64)
    golfnamen = [f"{golf}{orde}" for orde in range(1, harmonischen + 1) for golf in ("sin", "cos")]
    kolommen = [np.ones(len(t)), t, na, na * (t - moment), *glm.harmonischen(t, harmonischen)]
    return ("constante", "trend", "niveau", "helling", *golfnamen), np.column_stack(kolommen)


def _invoer(y: ArrayLike, ontwerp: NDArray[np.float64], offset: ArrayLike | None) -> tuple[Vector, Vector]:
    aantal = np.asarray(y, dtype=np.float64)
    extra = np.zeros(len(ontwerp)) if offset is None else np.asarray(offset, dtype=np.float64)
    return aantal, extra


def quasi_poisson(
    y: ArrayLike,
    namen: tuple[str, ...],
    ontwerp: NDArray[np.float64],
    offset: ArrayLike | None = None,
) -> Reeks:
    """Fit with variance phi * mu; phi from the Pearson residuals, as measured (no floor: it may be under 1).

    y (n,) counts, namen (k) and ontwerp (n, k) from `onderbroken_ontwerp`, offset (n,) on the log scale.
    Raises ValueError like `glm.pas_aan`.
    """
    aantal, extra = _invoer(y, ontwerp, offset)
    model = glm.pas_aan(aantal, ontwerp, extra)
    se = np.sqrt(np.diag(model.covariantie) * model.pearson)
    return Reeks(namen, model.coef, se, model.pearson, 0.0, model.verwacht)


def negatief_binomiaal(
    y: ArrayLike,
    namen: tuple[str, ...],
    ontwerp: NDArray[np.float64],
    offset: ArrayLike | None = None,
) -> Reeks:
    """Fit with variance mu + alfa * mu^2, alfa (= 1 / theta) by maximum likelihood.

    Coefficients and alfa are found in turn until both stand still; alfa = 0 (Poisson) when the series varies
    no more than Poisson. Arguments and errors as `quasi_poisson`.
    """
    aantal, extra = _invoer(y, ontwerp, offset)
    model, alfa = glm.pas_aan(aantal, ontwerp, extra), 0.0
    for _ in range(MAX_RONDEN):
        nieuw = _alfa(aantal, model.verwacht)
        klaar = abs(nieuw - alfa) <= 1e-11 * max(nieuw, 1e-3)
        alfa = nieuw
        model = glm.pas_aan(aantal, ontwerp, extra, alfa)
        if klaar:
            return Reeks(namen, model.coef, np.sqrt(np.diag(model.covariantie)), 1.0, alfa, model.verwacht)
    raise ValueError("De spreiding van de reeks komt niet tot rust.")


def _alfa(y: Vector, mu: Vector) -> float:
    """Maximum-likelihood alfa given the fitted counts, 0 when the likelihood rises all the way to Poisson."""
    from scipy import optimize, special

    def helling(log_theta: float) -> float:
        theta = math.exp(log_theta)
        return float(
            np.sum(
                special.digamma(theta + y)
                - special.digamma(theta)
                + np.log(theta / (theta + mu))
                + 1
                - (y + theta) / (theta + mu)
            )
        )

    laagst, hoogst = math.log(1e-6), math.log(1e6)
    if helling(hoogst) >= 0:
        return 0.0
    return math.exp(-float(optimize.brentq(helling, laagst, hoogst, xtol=1e-14)))
