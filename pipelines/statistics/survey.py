"""Design-based estimates from survey microdata: means, proportions, totals, domains, two waves.

The estimator is Taylor linearisation for a stratified sample of persons drawn with replacement
(R: ``svydesign(ids = ~1, strata = ~s, weights = ~w)``; Lumley, *Complex Surveys*, 2010, ch. 2-3).
An estimate is a sum of weighted scores; its variance is, per stratum h with n_h respondents,
``n_h / (n_h - 1) * sum((score - mean score of h)^2)``, summed over the strata.

Conventions, fixed here so that every figure follows the same ones:

* A domain (gemeente, women) keeps the whole sample: scores outside it are zero, so the variance also
  carries that the size of the domain is random. An item that was not answered (NaN) is outside the domain.
* df = respondents in the domain - strata present in the domain (R: ``degf(subset(...))``).
* Intervals: t for means, totals and differences; for proportions t on the logit scale, which stays in 0..1.
* p = 0 or p = 1: no variance can be estimated and the logit does not exist. The interval is then the exact
  binomial one (Clopper-Pearson) at Kish's effective number ``sum(w)^2 / sum(w^2)``, the standard error is
  the distance to the far bound divided by 1.96, and the estimate carries ``PROPORTIE_OP_DE_RAND``.
* A stratum with one respondent has no variance of its own: its score is centred at the mean score of the
  sample instead of its own (R: ``survey.lonely.psu = "adjust"``); the estimate carries ``STRATUM_VAN_EEN``.
* The design effect compares with a simple random sample *with* replacement of the same size, so it does not
  change when all weights are multiplied; ``ontwerpeffect`` also gives the variant without replacement.

Weights of the Veiligheidsmonitor are calibrated and its design has more detail than a microdata file shows:
without that detail these margins are approximations, and margins published by the owner come first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]

STRATUM_VAN_EEN = "stratum met één respondent"
PROPORTIE_OP_DE_RAND = "proportie 0 of 1"
GEEN_WAARNEMINGEN = "geen waarnemingen"
GEEN_VRIJHEIDSGRADEN = "geen vrijheidsgraden"
ITEM_NONRESPONS = "item-nonrespons"

Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Schatting:
    """One estimate with its margin.

    `schatting`, `se`, `ondergrens`, `bovengrens` are in the unit of the variable (a proportion is 0..1), NaN
    where they cannot be computed. `df` are degrees of freedom (inf = normal), `n_ongewogen` the answers it
    rests on, `deff` the design effect (NaN for totals and differences), `vlaggen` what a reader must know.
    """

    schatting: float
    se: float
    ondergrens: float
    bovengrens: float
    df: float
    n_ongewogen: int
    deff: float
    vlaggen: tuple[str, ...] = ()

    def maal(self, factor: float) -> Schatting:
        """The same estimate in another unit, `factor` > 0: 100 turns a proportion into a percentage."""
        if not factor > 0:
            raise ValueError(f"De factor moet groter dan 0 zijn, niet {factor}.")
        return replace(
            self,
            schatting=self.schatting * factor,
            se=self.se * factor,
            ondergrens=self.ondergrens * factor,
            bovengrens=self.bovengrens * factor,
        )


@dataclass(frozen=True, eq=False)
class Opzet:
    """A sample design, made by `maak_opzet`: what the variance needs besides the answers.

    `gewicht` (n,) persons each respondent stands for; `stratum` (n,) codes 0..H-1; `omvang` (H,) respondents
    per stratum; `trekkingsrest` (H,) 1 - sampling fraction (1 = with replacement); `nastratum` (n,) group of
    post-stratification or None.
    """

    gewicht: Vector
    stratum: NDArray[np.intp]
    omvang: NDArray[np.intp]
    trekkingsrest: Vector
    nastratum: NDArray[np.intp] | None = None


def _getallen(waarden: ArrayLike, naam: str, n: int | None = None) -> Vector:
    rij = np.asarray(waarden, dtype=np.float64)
    if rij.ndim != 1 or (n is not None and len(rij) != n):
        verwacht = "één dimensie" if n is None else f"{n} waarden"
        raise ValueError(f"{naam}: {verwacht} verwacht, vorm {rij.shape} gekregen.")
    return rij


def _codes(groepen: ArrayLike, naam: str, n: int) -> tuple[NDArray[Any], NDArray[np.intp]]:
    rij = np.asarray(groepen)
    if rij.shape != (n,):
        raise ValueError(f"{naam}: {n} waarden verwacht, vorm {rij.shape} gekregen.")
    if any(waarde is None or (isinstance(waarde, float) and math.isnan(waarde)) for waarde in rij.tolist()):
        raise ValueError(f"{naam}: elke respondent moet een waarde hebben.")
    namen, code = np.unique(rij, return_inverse=True)
    return namen, code.astype(np.intp)


def maak_opzet(
    gewicht: ArrayLike, stratum: ArrayLike | None = None, populatie: ArrayLike | None = None
) -> Opzet:
    """Describe how the sample was drawn.

    gewicht: (n,) weights, finite and > 0. stratum: (n,) names, None = one stratum. populatie: (n,) number of
    persons in the respondent's stratum when the finite population correction is wanted, None = drawn with
    replacement. Raises ValueError for shapes that differ, missing values, weights <= 0, or a population that
    is smaller than its sample or not constant within a stratum.
    """
    w = _getallen(gewicht, "gewicht")
    n = len(w)
    if not np.all(np.isfinite(w)) or np.any(w <= 0):
        raise ValueError("gewicht: elk gewicht moet eindig en groter dan 0 zijn.")
    code = np.zeros(n, dtype=np.intp) if stratum is None else _codes(stratum, "stratum", n)[1]
    omvang = np.bincount(code).astype(np.intp)
    rest = np.ones(len(omvang))
    if populatie is not None:
        aantal = _getallen(populatie, "populatie", n)
        per_stratum = np.zeros(len(omvang))
        per_stratum[code] = aantal
        if not np.array_equal(per_stratum[code], aantal) or np.any(per_stratum < omvang):
            raise ValueError("populatie: per stratum één getal, minstens het aantal respondenten.")
        rest = (per_stratum - omvang) / per_stratum
    return Opzet(w, code, omvang, rest)


def nastratificeer(opzet: Opzet, groep: ArrayLike, aantallen: Mapping[Any, float]) -> Opzet:
    """Post-stratify: scale the weights so that each group sums to its known number of persons.

    groep: (n,) group of each respondent; aantallen: persons per group, for exactly the groups present.
    The variance then uses what is left after removing the group means (R: ``postStratify``).
    """
    namen, code = _codes(groep, "groep", len(opzet.gewicht))
    if set(namen.tolist()) != set(aantallen):
        raise ValueError("aantallen: precies de groepen van de steekproef zijn nodig.")
    bekend = np.array([float(aantallen[naam]) for naam in namen.tolist()])
    som = np.bincount(code, weights=opzet.gewicht)
    return replace(opzet, gewicht=opzet.gewicht * (bekend / som)[code], nastratum=code)


def _domein(waarde: Vector, opzet: Opzet, domein: ArrayLike | None) -> tuple[NDArray[np.bool_], bool]:
    """(n,) who counts, and whether answers are missing inside the domain."""
    n = len(opzet.gewicht)
    gevraagd = np.ones(n, dtype=np.bool_) if domein is None else np.asarray(domein)
    if gevraagd.shape != (n,) or gevraagd.dtype != np.bool_:
        raise ValueError(f"domein: {n} keer waar of onwaar verwacht.")
    beantwoord = ~np.isnan(waarde)
    return gevraagd & beantwoord, bool(np.any(gevraagd & ~beantwoord))


def vrijheidsgraden(opzet: Opzet, domein: NDArray[np.bool_] | None = None) -> int:
    """Respondents minus strata, counted in the domain."""
    stratum = opzet.stratum if domein is None else opzet.stratum[domein]
    return len(stratum) - len(np.unique(stratum))


def _variantie(score: Vector, opzet: Opzet) -> float:
    """Variance of the sum of `score` (n,): weighted influence of each respondent, 0 outside the domain."""
    if opzet.nastratum is not None:
        groepsgewicht = np.bincount(opzet.nastratum, weights=opzet.gewicht)
        groepsscore = np.bincount(opzet.nastratum, weights=score)
        score = score - opzet.gewicht * (groepsscore / groepsgewicht)[opzet.nastratum]
    alleen = opzet.omvang == 1
    midden = np.bincount(opzet.stratum, weights=score) / opzet.omvang
    midden[alleen] = score.mean()
    kwadraat = np.bincount(opzet.stratum, weights=(score - midden[opzet.stratum]) ** 2)
    factor = np.where(alleen, 1.0, opzet.omvang / np.maximum(opzet.omvang - 1, 1))
    return float(np.sum(opzet.trekkingsrest * factor * kwadraat))


def _alleenstaand(opzet: Opzet, telt: NDArray[np.bool_]) -> tuple[str, ...]:
    return (STRATUM_VAN_EEN,) if np.any(opzet.omvang[opzet.stratum[telt]] == 1) else ()


def _t_waarde(betrouwbaarheid: float, df: float) -> float:
    """Two-sided t quantile; NaN without degrees of freedom."""
    from scipy import special  # scipy.stats would cost a second to import

    if not 0 < betrouwbaarheid < 1:
        raise ValueError(f"betrouwbaarheid ligt tussen 0 en 1, niet {betrouwbaarheid}.")
    if df <= 0:
        return math.nan
    kans = 0.5 + betrouwbaarheid / 2
    return float(special.ndtri(kans) if math.isinf(df) else special.stdtrit(df, kans))


def _leeg() -> Schatting:
    nan = math.nan
    return Schatting(nan, nan, nan, nan, 0, 0, nan, (GEEN_WAARNEMINGEN,))


def _wald(
    schatting: float,
    se: float,
    df: float,
    n: int,
    deff: float,
    vlaggen: tuple[str, ...],
    betrouwbaarheid: float,
) -> Schatting:
    half = _t_waarde(betrouwbaarheid, df) * se
    if df <= 0:
        vlaggen = (*vlaggen, GEEN_VRIJHEIDSGRADEN)
    return Schatting(schatting, se, schatting - half, schatting + half, df, n, deff, vlaggen)


def _enkelvoudige_variantie(y: Vector, w: Vector, gemiddeld: float) -> float:
    """Variance of the mean if the same answers came from a simple random sample with replacement."""
    return float(np.sum(w * (y - gemiddeld) ** 2) / np.sum(w)) / (len(y) - 1)


def gemiddelde(
    waarde: ArrayLike,
    opzet: Opzet,
    domein: ArrayLike | None = None,
    *,
    betrouwbaarheid: float = 0.95,
    df: float | None = None,
) -> Schatting:
    """Weighted mean of `waarde` (n,; NaN = not answered) in `domein` (n,) bool, with a t interval.

    df overrides the degrees of freedom of the domain (inf = normal). Source: R ``svymean``.
    """
    y = _getallen(waarde, "waarde", len(opzet.gewicht))
    telt, _ = _domein(y, opzet, domein)
    n = int(telt.sum())
    if n == 0:
        return _leeg()
    w = opzet.gewicht[telt]
    som = float(np.sum(w))
    schatting = float(np.sum(w * y[telt]) / som)
    score = np.zeros(len(y))
    score[telt] = w * (y[telt] - schatting) / som
    variantie = _variantie(score, opzet)
    gelijk = np.all(y[telt] == y[telt][0])  # then both variances are rounding noise
    deff = math.nan if gelijk else variantie / _enkelvoudige_variantie(y[telt], w, schatting)
    graden = float(vrijheidsgraden(opzet, telt)) if df is None else df
    return _wald(
        schatting, math.sqrt(variantie), graden, n, deff, _alleenstaand(opzet, telt), betrouwbaarheid
    )


def _exacte_grenzen(geen_enkele: bool, n_effectief: float, betrouwbaarheid: float) -> tuple[float, float]:
    """Clopper-Pearson for 0 of n (or n of n), where it has a closed form that also takes a fractional n."""
    ver = float(((1 - betrouwbaarheid) / 2) ** (1 / n_effectief))
    return (0.0, 1 - ver) if geen_enkele else (ver, 1.0)


def aandeel(
    kenmerk: ArrayLike,
    opzet: Opzet,
    domein: ArrayLike | None = None,
    *,
    betrouwbaarheid: float = 0.95,
    df: float | None = None,
) -> Schatting:
    """Weighted proportion (0..1) of `kenmerk` (n,; 0, 1 or NaN) in `domein`, with a logit interval.

    Source: R ``svyciprop(method = "logit")``; p = 0 and p = 1 as the module says. Raises ValueError for
    other values than 0, 1 and NaN.
    """
    y = _getallen(kenmerk, "kenmerk", len(opzet.gewicht))
    if not np.all(np.isnan(y) | (y == 0) | (y == 1)):
        raise ValueError("kenmerk: alleen 0, 1 of geen antwoord.")
    kern = gemiddelde(y, opzet, domein, betrouwbaarheid=betrouwbaarheid, df=df)
    if kern.n_ongewogen == 0:
        return kern
    telt, _ = _domein(y, opzet, domein)
    antwoorden = y[telt]
    if np.all(antwoorden == antwoorden[0]):
        p = float(antwoorden[0])  # exactly 0 or 1, whatever the weighted sum rounds to
        w = opzet.gewicht[telt]
        effectief = float(np.sum(w) ** 2 / np.sum(w**2))
        onder, boven = _exacte_grenzen(p == 0, effectief, betrouwbaarheid)
        se = _exacte_grenzen(True, effectief, 0.95)[1] / Z_95  # the far bound, whichever side it is on
        vlaggen = (*(v for v in kern.vlaggen if v != GEEN_VRIJHEIDSGRADEN), PROPORTIE_OP_DE_RAND)
        return replace(
            kern, schatting=p, se=se, ondergrens=onder, bovengrens=boven, deff=math.nan, vlaggen=vlaggen
        )
    p = kern.schatting
    logit = math.log(p / (1 - p))
    half = _t_waarde(betrouwbaarheid, kern.df) * kern.se / (p * (1 - p))
    return replace(kern, ondergrens=_expit(logit - half), bovengrens=_expit(logit + half))


def _expit(x: float) -> float:
    """Inverse logit that does not overflow for large |x|."""
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))


def totaal(
    waarde: ArrayLike,
    opzet: Opzet,
    domein: ArrayLike | None = None,
    *,
    betrouwbaarheid: float = 0.95,
    df: float | None = None,
) -> Schatting:
    """Weighted total of `waarde` (n,) in `domein`, with a t interval. Source: R ``svytotal``.

    Who did not answer adds nothing, so a total over an item with missing answers is too low: it carries
    `ITEM_NONRESPONS`.
    """
    y = _getallen(waarde, "waarde", len(opzet.gewicht))
    telt, ontbreekt = _domein(y, opzet, domein)
    n = int(telt.sum())
    if n == 0:
        return _leeg()
    score = np.zeros(len(y))
    score[telt] = opzet.gewicht[telt] * y[telt]
    graden = float(vrijheidsgraden(opzet, telt)) if df is None else df
    vlaggen = _alleenstaand(opzet, telt) + ((ITEM_NONRESPONS,) if ontbreekt else ())
    se = math.sqrt(_variantie(score, opzet))
    return _wald(float(np.sum(score)), se, graden, n, math.nan, vlaggen, betrouwbaarheid)


def verschil(nieuw: Schatting, oud: Schatting, *, betrouwbaarheid: float = 0.95) -> Schatting:
    """`nieuw` - `oud` of two independent waves: variances and degrees of freedom add up, t interval.

    Only for samples drawn separately: two domains of one wave are not independent.
    """
    vlaggen = tuple(dict.fromkeys(oud.vlaggen + nieuw.vlaggen))
    se = math.hypot(nieuw.se, oud.se)
    df = nieuw.df + oud.df
    n = nieuw.n_ongewogen + oud.n_ongewogen
    return _wald(nieuw.schatting - oud.schatting, se, df, n, math.nan, vlaggen, betrouwbaarheid)


def ontwerpeffect(
    waarde: ArrayLike, opzet: Opzet, domein: ArrayLike | None = None, *, zonder_teruglegging: bool = False
) -> float:
    """Variance of the mean divided by that of a simple random sample of the same size.

    zonder_teruglegging = True reads the sum of the weights as the population size and gives that sample its
    finite population correction (R: ``svymean(deff = TRUE)``; False is R's ``deff = "replace"``). NaN when
    every answer is the same, or when the weights do not add up to more than the sample.
    """
    deff = gemiddelde(waarde, opzet, domein).deff
    if not zonder_teruglegging:
        return deff
    y = _getallen(waarde, "waarde", len(opzet.gewicht))
    telt, _ = _domein(y, opzet, domein)
    n, populatie = int(telt.sum()), float(np.sum(opzet.gewicht[telt]))
    return deff / (1 - n / populatie) if populatie > n else math.nan


def verbreed_marge(gedrukt: float, laatste_cijfer: float) -> float:
    """Half-width of a published 95 % interval, as it may be used.

    A margin printed as 0.0 is rounding, not certainty: the real one lies below half a unit of the last digit
    (0.1 -> 0.05), and that half unit is used. Other margins stay as the owner printed them, because published
    margins come first. `laatste_cijfer` is the unit of the last printed digit. ValueError when negative.
    """
    if not gedrukt >= 0 or not laatste_cijfer > 0:
        raise ValueError(f"Een marge is niet negatief: {gedrukt} (laatste cijfer {laatste_cijfer}).")
    return laatste_cijfer / 2 if gedrukt == 0 else gedrukt


def se_uit_marge(gedrukt: float, laatste_cijfer: float) -> float:
    """Standard error behind a published 95 % half-width: the (widened) margin divided by 1.96."""
    return verbreed_marge(gedrukt, laatste_cijfer) / Z_95
