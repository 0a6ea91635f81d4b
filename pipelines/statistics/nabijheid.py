"""Near repeat: do incidents follow each other closely, in place and time, more often than by chance?

Knox's test (Knox, 1964, Applied Statistics 13, 25-29) on bands: count the pairs that lie near in both, and
compare with the same places on which the days were dealt out again at random.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

Tabel = NDArray[np.float64]
BLOK = 2000
"""Rows whose distances to all others are held in memory at once."""


@dataclass(frozen=True, eq=False)
class Knox:
    """Per band of distance (rows, m) and of days (columns, d): `paren` counted pairs, `verwacht` by chance,
    `p` one-sided: as many or more (m, d). `aantal` incidents."""

    paren: Tabel
    verwacht: Tabel
    p: Tabel
    aantal: int


def _nabije_paren(
    plaats: NDArray[np.int64], verst: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], Tabel]:
    """Index pairs i < j at most `verst` apart, with their squared distance."""
    eerste, tweede, kwadraat = [], [], []
    n = len(plaats)
    for begin in range(0, n, BLOK):
        stuk = plaats[begin : begin + BLOK]
        afstand = np.sum((stuk[:, None, :] - plaats[None, :, :]) ** 2, axis=2)
        i, j = np.nonzero(afstand <= verst * verst)
        boven = i + begin < j
        eerste.append(i[boven] + begin)
        tweede.append(j[boven])
        kwadraat.append(afstand[i[boven], j[boven]].astype(np.float64))
    return np.concatenate(eerste), np.concatenate(tweede), np.concatenate(kwadraat)


def knox(
    plaats: ArrayLike,
    dag: ArrayLike,
    afstanden: Sequence[int],
    dagen: Sequence[int],
    permutaties: int = 999,
    zaad: int = 20150101,
) -> Knox:
    """Test on incidents at `plaats` (n, 2) in whole units of one grid and on `dag` (n,) whole days.

    afstanden (m) and dagen (d) are the upper bounds of the bands, ascending, the bound included; the first band
    starts at 0, the others just above the one before. `verwacht` is exact: pairs near in place times pairs near
    in time, by all pairs. `p` = (1 + permutations with as many pairs or more) / (1 + permutaties). The same rows
    in the same order give the same p. Under two incidents everything is nan.
    Raises ValueError when shapes do not fit or bands do not ascend.
    """
    punten, t = np.asarray(plaats, dtype=np.int64), np.asarray(dag, dtype=np.int64)
    if punten.shape != (len(t), 2):
        raise ValueError(f"Plaatsen (n, 2) en dagen (n,) horen bij elkaar: {punten.shape} en {t.shape}.")
    for banden in (afstanden, dagen):
        if not banden or min(banden) < 0 or any(a >= b for a, b in pairwise(banden)):
            raise ValueError(f"Grenzen van banden lopen op vanaf 0: {list(banden)}.")
    n, m, d = len(t), len(afstanden), len(dagen)
    if n < 2:
        leeg = np.full((m, d), np.nan)
        return Knox(leeg, leeg, leeg, n)
    i, j, kwadraat = _nabije_paren(punten, afstanden[-1])
    rij = np.searchsorted(np.asarray(afstanden, dtype=np.float64) ** 2, kwadraat)
    grenzen = np.asarray(dagen)

    def tel(waarden: NDArray[np.int64]) -> Tabel:
        kolom = np.searchsorted(grenzen, np.abs(waarden[i] - waarden[j]))
        binnen = kolom < d
        cellen = np.bincount(rij[binnen] * d + kolom[binnen], minlength=m * d)
        return cellen.reshape(m, d).astype(np.float64)

    paren = tel(t)
    per_afstand = np.bincount(rij, minlength=m).astype(np.float64)
    verwacht = np.outer(per_afstand, _paren_in_tijd(t, grenzen)) / (n * (n - 1) / 2)
    toeval = np.random.default_rng(zaad)
    minstens = np.zeros((m, d))
    for _ in range(permutaties):
        minstens += tel(toeval.permutation(t)) >= paren
    return Knox(paren, verwacht, (1 + minstens) / (1 + permutaties), n)


def _paren_in_tijd(dag: NDArray[np.int64], grenzen: NDArray[np.int64]) -> Tabel:
    """Pairs (d,) whose days differ by at most each bound and more than the bound before."""
    gesorteerd = np.sort(dag)
    plek = np.arange(len(dag))
    tot = [np.sum(np.searchsorted(gesorteerd, gesorteerd + g, side="right") - 1 - plek) for g in grenzen]
    return np.diff(np.concatenate([[0], np.asarray(tot)])).astype(np.float64)
