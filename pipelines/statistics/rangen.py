"""Ranks and what can be said of them: ties share a place, and a place has an interval."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipelines.statistics import counts

Plaatsen = NDArray[np.int64]


def rang(waarde: ArrayLike) -> tuple[Plaatsen, Plaatsen]:
    """Place of each value, 1 for the highest, and how many share it (1 = nobody else).

    waarde (n,). Equal values share the best of their places: 9, 7, 7, 3 -> 1, 2, 2, 4.
    """
    w = np.asarray(waarde, dtype=np.float64)
    oplopend = np.sort(w)
    boven = len(w) - np.searchsorted(oplopend, w, side="right")
    vanaf = len(w) - np.searchsorted(oplopend, w, side="left")
    return boven + 1, vanaf - boven


def rang_interval(ondergrens: ArrayLike, bovengrens: ArrayLike) -> tuple[Plaatsen, Plaatsen]:
    """Best and worst place that each value may have, given its interval and those of the others.

    (n,), (n,) bounds that hold together with some confidence; the places then hold together with the same. Whose
    whole interval lies above mine is surely before me; whose lies below mine surely behind.
    Source: Klein, Wright and Wieczorek, J. R. Stat. Soc. A 183 (2020), theorem 1.
    """
    onder, boven = np.asarray(ondergrens, dtype=np.float64), np.asarray(bovengrens, dtype=np.float64)
    if onder.shape != boven.shape or np.any(onder > boven):
        raise ValueError("Elke ondergrens hoort bij een bovengrens die niet lager is.")
    zeker_ervoor = len(onder) - np.searchsorted(np.sort(onder), boven, side="right")
    zeker_erachter = np.searchsorted(np.sort(boven), onder, side="left")
    return zeker_ervoor + 1, len(onder) - zeker_erachter


def rang_van_tellingen(
    aantal: ArrayLike, noemer: ArrayLike, *, phi: float, betrouwbaarheid: float = 0.95
) -> tuple[Plaatsen, Plaatsen, Plaatsen, Plaatsen]:
    """(place, number that share it, best place, worst place) of the rates aantal / noemer.

    aantal, noemer (n,). The intervals of the counts hold together with `betrouwbaarheid` (Sidak: each with its n-th
    root), at dispersion `phi`.
    """
    y, n = np.asarray(aantal, dtype=np.float64), np.asarray(noemer, dtype=np.float64)
    onder, boven = counts.poisson_interval(y, betrouwbaarheid ** (1 / max(len(y), 1)), phi)
    plaats, gelijken = rang(y / n)
    laag, hoog = rang_interval(onder / n, boven / n)
    return plaats, gelijken, laag, hoog


def rang_van_schattingen(
    waarde: ArrayLike, marge: ArrayLike, *, betrouwbaarheid: float = 0.95
) -> tuple[Plaatsen, Plaatsen, Plaatsen, Plaatsen]:
    """(place, number that share it, best place, worst place) of survey estimates.

    waarde, marge (n,): estimate and half the width of its own 95 % interval, in the same unit. The intervals are
    widened until they hold together with `betrouwbaarheid` (Sidak), as if the estimates were normal.
    """
    v, m = np.asarray(waarde, dtype=np.float64), np.asarray(marge, dtype=np.float64)
    if np.any(m <= 0):
        raise ValueError("Een marge is groter dan nul.")
    elk = betrouwbaarheid ** (1 / max(len(v), 1))
    breed = m * NormalDist().inv_cdf((1 + elk) / 2) / NormalDist().inv_cdf(0.975)
    plaats, gelijken = rang(v)
    laag, hoog = rang_interval(v - breed, v + breed)
    return plaats, gelijken, laag, hoog
