"""Log-linear models for counts, by iteratively reweighted least squares (McCullagh & Nelder, 1989, ch. 2)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

MAX_STAPPEN = 200


class GeenOplossing(ValueError):  # noqa: N818  (domain words carry no Error suffix)
    """The likelihood has no maximum: a coefficient runs off to infinity."""


@dataclass(frozen=True, eq=False)
class Aanpassing:
    """A fitted model: `coef` (k,), `covariantie` (k, k) at dispersion 1, `verwacht` (n,) fitted counts,
    `pearson` the sum of squared Pearson residuals divided by n - k."""

    coef: Vector
    covariantie: Matrix
    verwacht: Vector
    pearson: float


def _afwijking(y: Vector, mu: Vector, alfa: float) -> float:
    """Deviance: 0 when every fitted count equals the observed one."""
    log_y = np.log(np.where(y > 0, y, 1.0))
    deel = y * (log_y - np.log(mu))  # 0 log 0 = 0
    if alfa == 0:
        return 2 * float(np.sum(deel - (y - mu)))
    return 2 * float(np.sum(deel - (y + 1 / alfa) * (np.log1p(alfa * y) - np.log1p(alfa * mu))))


def pas_aan(y: Vector, ontwerp: Matrix, offset: Vector, alfa: float = 0.0) -> Aanpassing:
    """Fit E(y) = exp(ontwerp @ coef + offset) with variance mu + alfa mu^2 (0 = Poisson).

    y (n,) counts >= 0, ontwerp (n, k) of full column rank with n > k, offset (n,) on the log scale.
    Raises ValueError when the shapes do not fit or there is nothing to estimate, GeenOplossing (a ValueError)
    when some coefficient runs away because the data would have it infinite.
    """
    n, k = ontwerp.shape
    if y.shape != (n,) or offset.shape != (n,):
        raise ValueError(f"Het model heeft {n} rijen; y heeft vorm {y.shape}, offset {offset.shape}.")
    if n <= k or np.linalg.matrix_rank(ontwerp) < k:
        raise ValueError(f"{n} waarnemingen kunnen {k} verschillende coëfficiënten niet bepalen.")
    if not np.all(np.isfinite(y)) or np.any(y < 0) or not np.any(y > 0):
        raise ValueError("Tellingen zijn eindig, niet negatief en niet alle 0.")
    mu = y + 0.1
    eta = np.log(mu)
    coef, vorige = None, math.inf
    for _ in range(MAX_STAPPEN):
        gewicht = mu / (1 + alfa * mu)
        wortel = np.sqrt(gewicht)
        doel = eta - offset + (y - mu) / mu
        nieuw: Vector = np.linalg.lstsq(ontwerp * wortel[:, None], doel * wortel)[0].astype(np.float64)
        afwijking = math.inf
        for _ in range(30):  # halve the step while it makes the fit worse
            eta = ontwerp @ nieuw + offset
            with np.errstate(over="ignore"):
                mu = np.exp(eta)
            afwijking = _afwijking(y, mu, alfa) if np.all(np.isfinite(mu)) and np.all(mu > 0) else math.inf
            if coef is None or afwijking <= vorige * (1 + 1e-10) + 1e-10:
                break
            nieuw = (nieuw + coef) / 2
        if not math.isfinite(afwijking):
            raise GeenOplossing("Het model loopt weg: er is te weinig om op te schatten.")
        klaar = coef is not None and bool(np.max(np.abs(nieuw - coef)) <= 1e-11 * (1 + np.max(np.abs(nieuw))))
        coef, vorige = nieuw, afwijking
        if klaar:
            break
    else:
        raise GeenOplossing("Het model komt niet tot rust: er is te weinig om op te schatten.")
    gewicht = mu / (1 + alfa * mu)
    covariantie: Matrix = np.linalg.inv(ontwerp.T @ (ontwerp * gewicht[:, None])).astype(np.float64)
    pearson = float(np.sum((y - mu) ** 2 / (mu + alfa * mu**2))) / (n - k)
    return Aanpassing(coef, covariantie, mu, pearson)


def harmonischen(jaar: Vector, aantal: int) -> list[Vector]:
    """sin and cos of a yearly wave and its overtones: 2 * aantal vectors (n,), `jaar` (n,) time in years."""
    golven = []
    for orde in range(1, aantal + 1):
        golven += [np.sin(2 * np.pi * orde * jaar), np.cos(2 * np.pi * orde * jaar)]
    return golven
