"""Verdicts: is the norm met, and is it on course?

Two questions with two answers.

*Is the norm met?* A norm is a promise about a figure: in the target year the figure is compared with it, at
the precision the norm was printed with (`norm_gehaald`). No test: chance is shown beside it, not subtracted.

*Is it on course?* A figure is one outcome of a process, and the question is about the process. It is tested
one-sided at 5 % against the path value, on the side where the figure lies:

    figure on the good side or on the path, p <= 0.05    op koers
    figure on the bad side,                 p <= 0.05    niet op koers
    otherwise                                            onbeslist

So both labels carry the same proof: who is called on course is shown to be better than the path, not merely
not shown to be worse. `p_waarde` is always that of the side where the figure lies; the 90 % interval belongs
beside it, because it excludes the path exactly when the label is not 'onbeslist'.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from statistics import NormalDist
from typing import Literal, NamedTuple

from pipelines.statistics import counts

KoersLabel = Literal["op koers", "niet op koers", "onbeslist"]
Richting = Literal["omlaag", "omhoog"]
Operator = Literal["<=", ">=", "="]

OP_KOERS: KoersLabel = "op koers"
NIET_OP_KOERS: KoersLabel = "niet op koers"
ONBESLIST: KoersLabel = "onbeslist"

ALFA = 0.05
# yearly figures hide how much a month varies; no spread at all, and the most that is plausible at unit level
PHI_JAARCIJFERS = (1.0, 3.0)


class Koers(NamedTuple):
    """A verdict on course: the label, the one-sided p-value of the observed side (None where no margin is
    known), and the way it was tested."""

    koers: KoersLabel
    p_waarde: float | None
    methode: str


def norm_grens(norm: float, operator: Operator, precisie: float) -> float:
    """The exact bound behind a printed norm: half a unit of its last digit to the easy side.

    precisie is that unit: 0.1 for '7,3' (>= gives 7.25), 1 for '8 %' (<= gives 8.5), 0 for a count that is
    meant exactly (<= 12111 gives 12111). Raises ValueError for '=', which has two bounds.
    """
    half = Decimal(str(precisie)) / 2
    if operator == "<=":
        return float(Decimal(str(norm)) + half)
    if operator == ">=":
        return float(Decimal(str(norm)) - half)
    raise ValueError(f"Alleen <= en >= hebben één grens, niet '{operator}'.")


def norm_gehaald(waarde: float | None, norm: float, operator: Operator, precisie: float) -> bool | None:
    """Whether `waarde` meets the norm at the precision it was printed with; None when there is no figure.

    A value meets it when rounding it (half up) to that precision meets it: '>= 7,3' from 7.25, '<= 8' below
    8.5. precisie is the unit of the last printed digit (0.1, 1); with 0 the number itself counts. Comparison
    is decimal, so 7.25 is not lost in binary fractions.
    """
    if precisie < 0:
        raise ValueError(f"Een precisie is niet negatief: {precisie}.")
    if waarde is None or math.isnan(waarde):
        return None
    gemeten, doel, half = Decimal(str(waarde)), Decimal(str(norm)), Decimal(str(precisie)) / 2
    niet_te_laag = gemeten >= doel - half
    niet_te_hoog = gemeten <= doel if half == 0 else gemeten < doel + half
    if operator == "<=":
        return niet_te_hoog
    if operator == ">=":
        return niet_te_laag
    if operator == "=":
        return niet_te_laag and niet_te_hoog
    raise ValueError(f"Onbekende operator '{operator}': <=, >= of =.")


def _oordeel(afwijking: float, richting: Richting, p: tuple[float, float], methode: str) -> Koers:
    """Apply the three-way rule: `afwijking` is figure minus path, p = (less, greater)."""
    if richting not in ("omlaag", "omhoog"):
        raise ValueError(f"Onbekende richting '{richting}': omlaag of omhoog.")
    kleiner, groter = p
    goed = afwijking <= 0 if richting == "omlaag" else afwijking >= 0
    p_waarde = kleiner if goed == (richting == "omlaag") else groter
    if p_waarde > ALFA:
        return Koers(ONBESLIST, p_waarde, methode)
    return Koers(OP_KOERS if goed else NIET_OP_KOERS, p_waarde, methode)


def koers_telling(aantal: float, padwaarde: float, richting: Richting, phi: float) -> Koers:
    """A full count against the path value, a constant > 0; exact Poisson at phi = 1, quasi above."""
    p = counts.toets_telling(aantal, padwaarde, phi)
    return _oordeel(aantal - padwaarde, richting, p, "telling")


def eensgezind(koersen: list[Koers], methode: str) -> Koers:
    """One verdict out of several readings: their label when all agree, else 'onbeslist'.

    The p-value is the largest, None when one is missing. Raises ValueError for an empty list.
    """
    labels = {koers.koers for koers in koersen}
    if not labels:
        raise ValueError("Zonder oordelen is er niets om het over eens te zijn.")
    p_waarden = [koers.p_waarde for koers in koersen if koers.p_waarde is not None]
    p_waarde = max(p_waarden) if len(p_waarden) == len(koersen) else None
    return Koers(labels.pop() if len(labels) == 1 else ONBESLIST, p_waarde, methode)


def koers_jaarcijfers(aantal: float, padwaarde: float, richting: Richting) -> Koers:
    """`koers_telling` where only yearly figures exist, so that phi is unknown: at phi 1 and 3, given only
    when both agree. The p-value is the larger of the two."""
    return eensgezind(
        [koers_telling(aantal, padwaarde, richting, phi) for phi in PHI_JAARCIJFERS], "jaarcijfers"
    )


def koers_verhouding(
    aantal: float, basis: float, factor: float, phi: float, richting: Richting = "omlaag"
) -> Koers:
    """A count against `factor` times a base that was counted too (0.8 for -20 %): conditional binomial.

    The base varies as much as the count; taking it as a constant would promise too much.
    """
    p = counts.toets_verhouding(aantal, basis, factor, phi=phi)
    return _oordeel(aantal - factor * basis, richting, p, "verhouding")


def koers_verhouding_jaarcijfers(
    aantal: float, basis: float, factor: float, richting: Richting = "omlaag"
) -> Koers:
    """`koers_verhouding` where phi is unknown: at phi 1 and 3, given only when both agree."""
    return eensgezind(
        [koers_verhouding(aantal, basis, factor, phi, richting) for phi in PHI_JAARCIJFERS], "jaarcijfers"
    )


def _verdeling(z: float, df: float) -> tuple[float, float]:
    """(below, above) of a t variable with df degrees of freedom; inf = normal."""
    if math.isinf(df):
        # erfc keeps its digits in the tails, where 1 - erf has none left
        return math.erfc(-z / math.sqrt(2)) / 2, math.erfc(z / math.sqrt(2)) / 2
    from scipy import special

    return float(special.stdtr(df, z)), float(special.stdtr(df, -z))


def koers_schatting(
    schatting: float,
    se: float,
    padwaarde: float,
    richting: Richting,
    df: float = math.inf,
    methode: str = "schatting",
) -> Koers:
    """A survey figure against the path value: t with `df` degrees of freedom (inf for published margins).

    A standard error of 0 or NaN is no certainty but an unknown margin: 'onbeslist' without p-value, as it is
    without degrees of freedom. Give `norm_grens` as padwaarde where the path is a printed norm.
    """
    if not (se > 0 and df > 0 and math.isfinite(schatting)):
        return Koers(ONBESLIST, None, "zonder marge")
    return _oordeel(schatting - padwaarde, richting, _verdeling((schatting - padwaarde) / se, df), methode)


def koers_niet_minder(
    schatting: float,
    se: float,
    norm: float,
    precisie: float,
    richting: Richting = "omhoog",
    df: float = math.inf,
) -> Koers:
    """'Ten minste gelijk': non-inferiority, so an unchanged figure can pass.

    The margin is what the printed norm leaves open: '7,3' is kept when the figure is shown to lie above 7.25,
    lost when shown to lie below. richting 'omlaag' is 'ten hoogste gelijk'. Raises ValueError for precisie 0:
    with no margin nothing unchanged could ever pass.
    """
    if not precisie > 0:
        raise ValueError("'Ten minste gelijk' toetst met de gedrukte precisie; die is groter dan 0.")
    grens = norm_grens(norm, ">=" if richting == "omhoog" else "<=", precisie)
    return koers_schatting(schatting, se, grens, richting, df, "niet minder")


def koers_richting(
    nieuw: float,
    basis: float,
    se_nieuw: float,
    se_basis: float,
    richting: Richting,
    df: float = math.inf,
) -> Koers:
    """Targets that name a direction only: did it move that way?

    Tests the difference of two independent figures against 0. Needs both margins: one that is 0 or unknown
    makes it 'onbeslist'.
    """
    bekend = se_nieuw > 0 and se_basis > 0
    se = math.hypot(se_nieuw, se_basis) if bekend else math.nan
    return koers_schatting(nieuw - basis, se, 0.0, richting, df, "richting")


def grenzen(
    schatting: float, se: float, df: float = math.inf, betrouwbaarheid: float = 0.90
) -> tuple[float, float]:
    """Two-sided interval of an estimate; 90 % is the one that belongs beside a one-sided 5 % verdict."""
    kans = 0.5 + betrouwbaarheid / 2
    if math.isinf(df):
        half = NormalDist().inv_cdf(kans) * se
    else:
        from scipy import special

        half = float(special.stdtrit(df, kans)) * se if df > 0 else math.nan
    return schatting - half, schatting + half


def laatste_waar(geldt: Callable[[int], bool], begin: float) -> int:
    """Largest whole number for which `geldt`, which is true at 0 and turns false once."""
    onder, boven = 0, int(begin) + 1
    while geldt(boven):
        onder, boven = boven, 2 * boven
    while boven - onder > 1:
        midden = (onder + boven) // 2
        onder, boven = (midden, boven) if geldt(midden) else (onder, midden)
    return onder


def omslagpunten(padwaarde: float, phi: float) -> tuple[int | None, int]:
    """The counts that would flip a verdict: (highest shown to be under the path, lowest shown to be over it).

    Between the two lies 'onbeslist'. The first is None where not even 0 would be proof.
    """
    laag: int | None = None
    if counts.toets_telling(0, padwaarde, phi)[0] <= ALFA:
        laag = laatste_waar(lambda k: counts.toets_telling(k, padwaarde, phi)[0] <= ALFA, padwaarde)
    hoog = laatste_waar(lambda k: counts.toets_telling(k, padwaarde, phi)[1] > ALFA, padwaarde) + 1
    return laag, hoog
