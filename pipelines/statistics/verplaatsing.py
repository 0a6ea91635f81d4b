"""Waterbed: did crime move to the neighbours when it fell somewhere? The weighted displacement difference.

Four zones, each counted before and after: the area, its control, the neighbours, the control of the neighbours.

    WDD = (area after - before) - (its control) + (neighbours after - before) - (their control)

Its variance under Poisson is the sum of the eight counts (Wheeler & Ratcliffe, *Crime Science* 7:11, 2018);
zones of unequal size are brought to one size by dividing counts by a weight (R ``ptools::wdd``, area_weights).
Conventions, fixed here:

* The weight of a control is its total over both periods divided by that of the zone it stands for, so that a
  fall that everyone shares leaves no difference. With these weights the plain variance is never too small.
* Counts vary more than Poisson, and the more so the larger they are: variance mu + alfa mu^2 (phi = 1 + alfa
  mu). `spreiding` measures alfa over all areas at once, in such a way that a few true changes hardly count.
* Displacement needs two things at once, a fall in the area and a rise around it, each against its own control.
  The p-value of the claim is the larger of the two (intersection-union), one-sided.
* Controls lie outside the area and its neighbours and resemble in size over the whole series, not in the year
  before: matching on a year that happened to be high would build the regression to the mean in.
* A fall that only undoes a rise is no result: 'na een piek' when the years before lay below the period before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

ALFA = 0.05
"""Level of a single test, and the false discovery rate over the areas of one comparison."""
CONTROLES_GEBIED = 10
CONTROLES_PER_BUUR = 3
MINSTE_VERWACHT = 5.0
"""Smallest expected count with which an area helps to measure the spread."""
MINSTE_GEBIEDEN = 10
GEKNIPTE_VARIANTIE = 0.920537  # mean of min(z^2, 4) for a standard normal z

Uitkomst = Literal[
    "verplaatsing", "daling na een piek", "daling, ook bij de buren", "daling zonder verplaatsing",
    "geen aantoonbare daling", "niet te bepalen",
]  # fmt: skip
UITKOMSTEN: tuple[Uitkomst, ...] = Uitkomst.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Verplaatsing:
    """Estimates in incidents of the area's own size: `gebied` and `zone` (neighbours) each against its control,
    `totaal` their sum (the WDD), with standard errors; negative = fewer than the control would have."""

    gebied: float
    se_gebied: float
    zone: float
    se_zone: float
    totaal: float
    se: float

    @property
    def z(self) -> float:
        """WDD divided by its standard error; NaN when that is 0."""
        return _deel(self.totaal, self.se)

    @property
    def p_waarde(self) -> float:
        """Two-sided p-value of the WDD: did the area and its neighbours together change?"""
        return math.erfc(abs(self.z) / math.sqrt(2))

    @property
    def p_daling(self) -> float:
        """One-sided: the area itself fell."""
        return _onder(_deel(self.gebied, self.se_gebied))

    @property
    def p_stijging_zone(self) -> float:
        """One-sided: the neighbours rose."""
        return _onder(-_deel(self.zone, self.se_zone))

    @property
    def p_verplaatsing(self) -> float:
        """Both at once: the larger of the two p-values."""
        return max(self.p_daling, self.p_stijging_zone)


def _deel(schatting: float, se: float) -> float:
    return schatting / se if se > 0 else math.nan


def _onder(z: float) -> float:
    return math.erfc(-z / math.sqrt(2)) / 2


def _paar(tellingen: ArrayLike) -> Matrix:
    """(k, 2) counts before and after of the gemeenten of one zone; one pair is one gemeente, [] an empty zone."""
    rij = np.asarray(tellingen, dtype=np.float64)
    rij = rij.reshape(-1, 2) if rij.size in (0, 2) else rij
    if rij.ndim != 2 or rij.shape[1] != 2 or not np.all(np.isfinite(rij)) or np.any(rij < 0):
        raise ValueError("Tellingen van een zone zijn paren (voor, na), eindig en niet negatief.")
    return rij


def _verschil(tellingen: Matrix, gewicht: float, alfa: float) -> tuple[float, float]:
    """(after - before, its variance) of a zone, in units of `gewicht`."""
    voor, na = tellingen.sum(axis=0)
    variantie = float(np.sum(tellingen) + alfa * np.sum(tellingen**2))
    return float(na - voor) / gewicht, variantie / gewicht**2


def wdd(
    gebied: ArrayLike,
    controle: ArrayLike,
    zone: ArrayLike = (),
    zonecontrole: ArrayLike = (),
    *,
    gewichten: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0),
    alfa: float = 0.0,
) -> Verplaatsing:
    """The weighted displacement difference of one area.

    gebied, controle, zone, zonecontrole: (2,) counts (before, after) or (k, 2), one row per gemeente.
    gewichten: size of each zone, counts are divided by it. alfa: extra-Poisson variance of one gemeente.
    Raises ValueError for counts that are negative or missing, weights <= 0 and alfa < 0.
    """
    if not alfa >= 0 or any(not g > 0 for g in gewichten):
        raise ValueError(f"alfa is niet negatief en een gewicht groter dan 0: {alfa}, {gewichten}.")
    delen = [
        _verschil(_paar(t), g, alfa)
        for t, g in zip((gebied, controle, zone, zonecontrole), gewichten, strict=True)
    ]
    hier, var_hier = delen[0][0] - delen[1][0], delen[0][1] + delen[1][1]
    rond, var_rond = delen[2][0] - delen[3][0], delen[2][1] + delen[3][1]
    return Verplaatsing(
        hier, math.sqrt(var_hier), rond, math.sqrt(var_rond), hier + rond, math.sqrt(var_hier + var_rond)
    )


def gewicht_naar_omvang(controle: ArrayLike, zone: ArrayLike) -> float:
    """How many times larger a control is than its zone, over both periods; NaN when either has no incidents."""
    groot, klein = float(_paar(controle).sum()), float(_paar(zone).sum())
    return groot / klein if groot > 0 and klein > 0 else math.nan


def spreiding(tellingen: ArrayLike) -> float:
    """alfa of (n, 2) counts before and after: how much more areas change than Poisson, beyond what they share.

    Each area's share after is compared with that of all together; its squared standardised difference is
    1 + 2 alfa m p (1 - p) on average (m its total, p the share after). alfa makes the mean of those squares,
    cut off at two standard deviations, what it is for a normal variable; 0 when areas vary no more than
    Poisson or fewer than ten are large enough. Source: Huber, *Robust Statistics* (1981), proposal 2.
    """
    rij = _paar(tellingen)
    totaal = rij.sum(axis=1)
    if np.any(rij.sum(axis=0) == 0):
        return 0.0
    p = float(rij[:, 1].sum() / rij.sum())
    groot = totaal * min(p, 1 - p) >= MINSTE_VERWACHT
    if groot.sum() < MINSTE_GEBIEDEN:
        return 0.0
    m = totaal[groot]
    kwadraat = (rij[groot, 1] - p * m) ** 2 / (m * p * (1 - p))
    extra = 2 * m * p * (1 - p)

    def te_veel(alfa: float) -> bool:
        return float(np.mean(np.minimum(kwadraat / (1 + alfa * extra), 4.0))) > GEKNIPTE_VARIANTIE

    if not te_veel(0.0):
        return 0.0
    laag, hoog = 0.0, 1.0
    while te_veel(hoog):
        hoog *= 2
    for _ in range(60):
        midden = (laag + hoog) / 2
        laag, hoog = (midden, hoog) if te_veel(midden) else (laag, midden)
    return (laag + hoog) / 2


def kies_controles(
    omvang: ArrayLike, gebied: int, buren: Sequence[int], *, aantal: int = CONTROLES_GEBIED
) -> tuple[list[int], list[int]]:
    """Controls for an area and for its neighbours: (control, control of the neighbours), disjoint positions.

    omvang (n,) size of every area, > 0 where it may serve. The area takes the `aantal` nearest in size (ratio),
    then each neighbour, largest first, the CONTROLES_PER_BUUR nearest of what is left. Areas of the same size
    are taken in their own order, so the choice is always the same.
    """
    maat = np.asarray(omvang, dtype=np.float64)
    vrij = [i for i in range(len(maat)) if maat[i] > 0 and i != gebied and i not in set(buren)]
    log = np.log(np.where(maat > 0, maat, 1.0))

    def neem(bij: int, hoeveel: int) -> list[int]:
        beste = sorted(vrij, key=lambda i: (abs(log[i] - log[bij]), i))[:hoeveel]
        for i in beste:
            vrij.remove(i)
        return beste

    eigen = neem(gebied, aantal) if maat[gebied] > 0 else []
    rond: list[int] = []
    for buur in sorted((b for b in buren if maat[b] > 0), key=lambda b: (-maat[b], b)):
        rond += neem(buur, CONTROLES_PER_BUUR)
    return eigen, rond


def benjamini_hochberg(p: ArrayLike) -> Vector:
    """q-values (n,) of p-values (n,): the false discovery rate at which each would be called; NaN stays NaN.

    Source: Benjamini & Hochberg, JRSS B 57 (1995); R ``p.adjust(method = "BH")``.
    """
    rij = np.asarray(p, dtype=np.float64)
    q = np.full(len(rij), math.nan)
    bekend = np.flatnonzero(~np.isnan(rij))
    volgorde = bekend[np.argsort(-rij[bekend], kind="stable")]
    laagste = 1.0
    for plaats, i in enumerate(volgorde):
        laagste = min(laagste, rij[i] * len(bekend) / (len(bekend) - plaats))
        q[i] = laagste
    return q


def na_piek(voor: Verplaatsing | None, na: Verplaatsing | None) -> bool | None:
    """Whether a fall only undoes a rise; None where the years before both periods are not known.

    voor, na: each period against those years, area against control. A peak when the area had risen, and now
    lies no lower than it used to.
    """
    if voor is None or na is None:
        return None
    return 1 - voor.p_daling <= ALFA < na.p_daling


def uitkomst(q_daling: float, q_verplaatsing: float, p_daling_zone: float, *, piek: bool) -> Uitkomst:
    """The one label of an area and comparison, from q-values over all areas (NaN = cannot be told)."""
    if math.isnan(q_daling):
        return "niet te bepalen"
    if q_daling > ALFA:
        return "geen aantoonbare daling"
    if piek:
        return "daling na een piek"
    if math.isnan(q_verplaatsing):
        return "niet te bepalen"
    if q_verplaatsing <= ALFA:
        return "verplaatsing"
    return "daling, ook bij de buren" if p_daling_zone <= ALFA else "daling zonder verplaatsing"
