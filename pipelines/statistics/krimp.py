"""Rates of small areas: empirical-Bayes shrinkage, indirect standardisation. Shown beside raw rates, never judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Gekrompen:
    """`waarde` (n,) rates pulled towards the rate of all together, `gewicht` (n,) of the own rate (0..1)."""

    waarde: Vector
    gewicht: Vector


def _invoer(aantal: ArrayLike, noemer: ArrayLike) -> tuple[Vector, Vector]:
    y, n = np.asarray(aantal, dtype=np.float64), np.asarray(noemer, dtype=np.float64)
    if y.ndim != 1 or y.shape != n.shape or len(y) == 0:
        raise ValueError(f"aantal {y.shape} en noemer {n.shape} horen even lang te zijn, minstens één.")
    if not np.all(np.isfinite(y)) or not np.all(np.isfinite(n)) or np.any(y < 0) or np.any(n <= 0):
        raise ValueError("Aantallen zijn niet negatief en noemers groter dan 0.")
    return y, n


def empirische_bayes(aantal: ArrayLike, noemer: ArrayLike) -> Gekrompen:
    """Marshall's estimator: aantal (n,) counts, noemer (n,) inhabitants or dwellings > 0.

    The weight of the own rate is the true variance between areas divided by that plus chance; areas that differ
    no more than chance (variance < 0) get the common rate: there esda's weights would leave 0..1.
    Source: Marshall, Applied Statistics 40 (1991); ``esda.smoothing.Empirical_Bayes``.
    """
    y, n = _invoer(aantal, noemer)
    samen = y.sum() / n.sum()
    tussen = float((n * (y / n - samen) ** 2).sum() / n.sum() - samen / n.mean())
    toeval = samen / n
    gewicht = tussen / (tussen + toeval) if tussen > 0 else np.zeros(len(y))
    return Gekrompen(gewicht * (y / n) + (1 - gewicht) * samen, np.asarray(gewicht, dtype=np.float64))


def verwacht(aantal: ArrayLike, noemer: ArrayLike, klasse: ArrayLike) -> Vector:
    """Indirect standardisation: (n,) counts to expect if each area had the rate of all areas of its `klasse` (n,)."""
    y, n = _invoer(aantal, noemer)
    groepen: NDArray[Any] = np.unique(np.asarray(klasse), return_inverse=True)[1]
    tempo = np.bincount(groepen, weights=y) / np.bincount(groepen, weights=n)
    return np.asarray(n * tempo[groepen], dtype=np.float64)
