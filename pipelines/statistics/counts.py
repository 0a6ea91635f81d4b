"""Counts: exact Poisson intervals and tests, their quasi-Poisson versions, dispersion and power.

A registered count is read as one outcome of a process. Burglaries come in bursts, so its variance is phi
times the Poisson one. Every function takes phi >= 1; phi = 1 gives the exact Poisson answer (Garwood 1936; R
``poisson.test``). For phi > 1 there is one rule: **y / phi is read as a Poisson count with mean mu / phi**,
with the gamma and beta functions carrying the fraction. It has the right mean and variance, is the exact rule
at phi = 1, and keeps its promise at small counts: over negative binomial counts with variance phi * mu
(phi 1-16, mu 2-12,000) a 5 % test was wrong at most 5.0 % of the time and a 95 % interval held the truth at
least 95 % of the time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipelines.statistics import glm

Vector = NDArray[np.float64]

MIN_MAANDEN = 24


def _tellingen(aantal: ArrayLike) -> Vector:
    rij = np.asarray(aantal, dtype=np.float64)
    if not np.all(np.isfinite(rij)) or np.any(rij < 0):
        raise ValueError("Een aantal is eindig en niet negatief.")
    return rij


def _controleer(phi: float, betrouwbaarheid: float = 0.95) -> None:
    if not (phi >= 1 and math.isfinite(phi)):
        raise ValueError(f"phi is minstens 1, niet {phi}.")
    if not 0 < betrouwbaarheid < 1:
        raise ValueError(f"betrouwbaarheid ligt tussen 0 en 1, niet {betrouwbaarheid}.")


def poisson_interval(
    aantal: ArrayLike, betrouwbaarheid: float = 0.95, phi: float = 1.0
) -> tuple[Vector, Vector]:
    """Two-sided interval of the mean behind each count: (lower, upper), in the shape of `aantal`.

    Central: each tail holds half of what is left. Source: Garwood, Biometrika 28 (1936). ValueError for
    negative or missing counts and phi < 1.
    """
    from scipy import special

    y = _tellingen(aantal)
    _controleer(phi, betrouwbaarheid)
    staart = (1 - betrouwbaarheid) / 2
    onder = np.where(y > 0, phi * special.gammaincinv(np.where(y > 0, y, 1.0) / phi, staart), 0.0)
    boven = phi * special.gammainccinv(y / phi + 1, staart)
    return onder, np.asarray(boven, dtype=np.float64)


def toets_telling(aantal: float, padwaarde: float, phi: float = 1.0) -> tuple[float, float]:
    """One-sided p-values of a count against a constant: (less, greater).

    `less` is the probability of this count or a lower one when the mean is `padwaarde` (> 0), `greater` of
    this or a higher one; both include the count itself, so together they exceed 1.
    Source: R ``poisson.test``.
    """
    from scipy import special

    y = float(_tellingen(aantal))
    _controleer(phi)
    if not (padwaarde > 0 and math.isfinite(padwaarde)):
        raise ValueError(f"Een padwaarde is groter dan 0, niet {padwaarde}.")
    kleiner = float(special.gammaincc(y / phi + 1, padwaarde / phi))
    groter = float(special.gammainc(y / phi, padwaarde / phi)) if y > 0 else 1.0
    return kleiner, groter


@dataclass(frozen=True)
class Verhouding:
    """Ratio of two rates, new / base, with its interval; infinite or NaN where the base is 0."""

    verhouding: float
    ondergrens: float
    bovengrens: float


def verhouding_interval(
    nieuw: float,
    basis: float,
    *,
    blootstelling: tuple[float, float] = (1.0, 1.0),
    betrouwbaarheid: float = 0.95,
    phi: float = 1.0,
) -> Verhouding:
    """Rate ratio of two counts with its conditional binomial (Clopper-Pearson) interval.

    blootstelling: days, inhabitants, … behind (nieuw, basis).
    Source: R ``poisson.test(c(x1, x2), c(T1, T2))``.
    """
    from scipy import special

    x, y = float(_tellingen(nieuw)), float(_tellingen(basis))
    _controleer(phi, betrouwbaarheid)
    schaal = _blootstellingsverhouding(blootstelling)
    staart = (1 - betrouwbaarheid) / 2
    onder, boven = 0.0, math.inf
    if x > 0:
        kans = float(special.betaincinv(x / phi, y / phi + 1, staart))
        onder = kans / (1 - kans) / schaal
    if y > 0:
        rest = float(special.betaincinv(y / phi, x / phi + 1, staart))  # 1 - kans, precise near 0
        boven = (1 - rest) / rest / schaal if rest > 0 else math.inf
    verhouding = x / y / schaal if y > 0 else (math.inf if x > 0 else math.nan)
    return Verhouding(verhouding, onder, boven)


def aandeel_interval(deel: float, geheel: float, betrouwbaarheid: float = 0.95) -> tuple[float, float]:
    """Clopper-Pearson interval of a part of a counted whole: (lower, upper), between 0 and 1.

    For parts of which the whole holds them, such as burglaries with a suspect. Source: R ``binom.test(x, n)``.
    ValueError for a part that is larger than its whole, or an empty whole.
    """
    from scipy import special

    x, n = float(_tellingen(deel)), float(_tellingen(geheel))
    _controleer(1.0, betrouwbaarheid)
    if not 0 <= x <= n or n == 0:
        raise ValueError(f"Een deel van {x:g} past niet in een geheel van {n:g}.")
    staart = (1 - betrouwbaarheid) / 2
    onder = float(special.betaincinv(x, n - x + 1, staart)) if x > 0 else 0.0
    boven = float(special.betaincinv(x + 1, n - x, 1 - staart)) if x < n else 1.0
    return onder, boven


def toets_verhouding(
    nieuw: float,
    basis: float,
    factor: float,
    *,
    blootstelling: tuple[float, float] = (1.0, 1.0),
    phi: float = 1.0,
) -> tuple[float, float]:
    """One-sided p-values of nieuw / basis against `factor` (> 0): (less, greater).

    Both counts are uncertain, so given their sum the new one is binomial. Source: R
    ``poisson.test(c(x1, x2), c(T1, T2), r = factor)``. Two zeros say nothing: (1, 1).
    """
    from scipy import special

    x, y = float(_tellingen(nieuw)), float(_tellingen(basis))
    _controleer(phi)
    if not (factor > 0 and math.isfinite(factor)):
        raise ValueError(f"Een verhouding is groter dan 0, niet {factor}.")
    maal = factor * _blootstellingsverhouding(blootstelling)
    kans = maal / (1 + maal)
    kleiner = float(special.betaincc(x / phi + 1, y / phi, kans)) if y > 0 else 1.0
    groter = float(special.betainc(x / phi, y / phi + 1, kans)) if x > 0 else 1.0
    return kleiner, groter


def _blootstellingsverhouding(blootstelling: tuple[float, float]) -> float:
    nieuw, basis = blootstelling
    if not (nieuw > 0 and basis > 0):
        raise ValueError(f"Blootstelling is groter dan 0, niet {blootstelling}.")
    return nieuw / basis


@dataclass(frozen=True, eq=False)
class Dispersie:
    """How much more a monthly series varies than Poisson.

    `phi` is what tests use (at least 1), `phi_pearson` what was measured (NaN when all months are 0); `coef`
    and `se` (6,) of constant, yearly trend, sin, cos, sin2, cos2 on the log scale, se at phi_pearson; NaN
    where a term was not fitted.
    """

    phi: float
    phi_pearson: float
    coef: Vector
    se: Vector


def dispersie(
    aantal: ArrayLike, dagen: ArrayLike, maand: ArrayLike, knopen: Sequence[float] = ()
) -> Dispersie:
    """phi from the Pearson residuals of trend + two harmonics + log(days) on monthly counts.

    aantal (m,) counts, dagen (m,) days in the month, maand (m,) months since any fixed month; gaps are
    allowed: months that were not delivered are left out, not 0. `knopen` are moments, in those months, at
    which the trend may bend; without them it is one straight line, and a level that goes up and down over the
    years is taken for chance: phi comes out too high. Always applied, floor 1, no test beforehand. Where
    incidents are so rare that the bends cannot be told (some month would get an expectation of 0) the line is
    straight, and where a season cannot be told only a constant is fitted. `coef` and `se` are of constant,
    trend and harmonics. Raises ValueError under 24 months.
    Source: R ``glm(family = quasipoisson)``.
    """
    y = _tellingen(aantal)
    duur, nummer = np.asarray(dagen, dtype=np.float64), np.asarray(maand, dtype=np.float64)
    if y.ndim != 1 or duur.shape != y.shape or nummer.shape != y.shape:
        raise ValueError(
            f"aantal {y.shape}, dagen {duur.shape} en maand {nummer.shape} horen even lang te zijn."
        )
    if len(y) < MIN_MAANDEN:
        raise ValueError(f"{len(y)} maanden is te weinig voor een seizoen: minstens {MIN_MAANDEN}.")
    coef, se = np.full(6, math.nan), np.full(6, math.nan)
    if not np.any(y > 0):
        return Dispersie(1.0, math.nan, coef, se)
    jaar = nummer / 12
    bochten = [np.maximum(0.0, jaar - knoop / 12) for knoop in knopen]
    ontwerp = np.column_stack([np.ones(len(y)), jaar, *glm.harmonischen(jaar, 2), *bochten])
    model = _eerste_oplossing(y, (ontwerp, ontwerp[:, :6], ontwerp[:, :1]), np.log(duur))
    k = min(6, len(model.coef))
    coef[:k], se[:k] = model.coef[:k], np.sqrt(np.diag(model.covariantie)[:k] * model.pearson)
    return Dispersie(max(1.0, model.pearson), model.pearson, coef, se)


def _eerste_oplossing(y: Vector, ontwerpen: Sequence[Vector], offset: Vector) -> glm.Aanpassing:
    *eerst, laatst = ontwerpen
    for ontwerp in eerst:
        try:
            model = glm.pas_aan(y, ontwerp, offset)
        except glm.GeenOplossing:
            continue
        if np.all(np.diag(model.covariantie) > 0):  # else two terms say the same of months without incidents
            return model
    return glm.pas_aan(y, laatst, offset)


def onderscheidingsvermogen(basis: float, verandering: float, phi: float = 1.0, alfa: float = 0.05) -> float:
    """Chance that a one-sided test at `alfa` sees a count go from `basis` to basis * (1 + verandering).

    verandering is a fraction: -0.05 is five percent less. The base is taken as known and the count as normal
    with variance phi * mean, which is close enough to plan with; the verdict itself is tested exactly.
    """
    _controleer(phi)
    if not basis > 0 or not verandering > -1 or verandering == 0:
        raise ValueError(f"Basis > 0 en een verandering boven -100 %, niet 0: {basis}, {verandering}.")
    normaal = NormalDist()
    grens = normaal.inv_cdf(1 - alfa) * math.sqrt(phi * basis)
    nieuw = basis * (1 + verandering)
    return normaal.cdf((abs(nieuw - basis) - grens) / math.sqrt(phi * nieuw))


def jaren_tot_zichtbaar(
    basis: float,
    jaarlijkse_verandering: float,
    phi: float = 1.0,
    *,
    vermogen: float = 0.8,
    alfa: float = 0.05,
    hoogstens: int = 50,
) -> int | None:
    """Years of the same yearly change until a yearly count shows it with chance `vermogen`; None = not in
    `hoogstens` years. After n years the change is (1 + jaarlijkse_verandering)^n - 1."""
    for jaren in range(1, hoogstens + 1):
        totaal = (1 + jaarlijkse_verandering) ** jaren - 1
        if onderscheidingsvermogen(basis, totaal, phi, alfa) >= vermogen:
            return jaren
    return None


def kleinste_basis(verandering: float, phi: float = 1.0, *, vermogen: float = 0.8) -> int:
    """Smallest base from which one change (a fraction) shows with chance `vermogen` in a one-sided 5 % test."""
    return _eerste(lambda basis: onderscheidingsvermogen(basis, verandering, phi) >= vermogen)


def kleinste_daling(basis: float, phi: float = 1.0, *, vermogen: float = 0.8) -> float | None:
    """Smallest fall (0..1, in thousandths, rounded up) from `basis` that shows with chance `vermogen`.

    None where even a fall of 99.9 % would not.
    """
    if onderscheidingsvermogen(basis, -0.999, phi) < vermogen:
        return None
    return _eerste(lambda n: onderscheidingsvermogen(basis, -min(n, 999) / 1000, phi) >= vermogen) / 1000


def jaren_samen(
    basis: float, jaarlijkse_daling: float, phi: float = 1.0, *, vermogen: float = 0.8, hoogstens: int = 50
) -> int | None:
    """Years to add up before their total, against as many times the base, shows a fall of `jaarlijkse_daling`
    (0..1) every year; None = not in `hoogstens` years. Adds up counts where `jaren_tot_zichtbaar` takes the last."""
    som = 0.0
    for jaren in range(1, hoogstens + 1):
        som += (1 - jaarlijkse_daling) ** jaren
        if onderscheidingsvermogen(jaren * basis, som / jaren - 1, phi) >= vermogen:
            return jaren
    return None


def _eerste(geldt: Callable[[int], bool]) -> int:
    """Smallest whole number >= 1 for which `geldt`, which turns true once and stays so."""
    boven = 1
    while not geldt(boven):
        boven *= 2
    onder = boven // 2
    while boven - onder > 1:
        midden = (onder + boven) // 2
        onder, boven = (onder, midden) if geldt(midden) else (midden, boven)
    return boven
