"""The test behind a verdict, written out: what is compared with what, and what would have changed the outcome.

`toets_van` turns a row of int_doel_jaar, int_lokaal_doel_jaar or int_bijdrage into numbers, `voer_uit` gives the
verdict; the rest explains it: the 90 % interval, the values at which the label turns, whether one year decides and
when a change becomes visible. Rows are mappings of a column to its value, None where null.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from statistics import NormalDist
from typing import Any, Literal, NamedTuple

from pipelines.statistics import counts, verdicts
from pipelines.statistics.verdicts import Koers, Richting

Rij = Mapping[str, Any]
Soort = Literal["telling", "verhouding", "schatting"]
RICHTING: dict[str, Richting] = {"dalend": "omlaag", "stijgend": "omhoog"}
VERANDERING = -0.05  # the yearly change of which is said when it becomes visible: that of T01
_BETROUWBAARHEID = 0.90


class Toets(NamedTuple):
    """One comparison.

    telling: count `nieuw` against the constant `tegen` (Poisson). verhouding: count `nieuw` against `tegen` times
    count `basis` (conditional binomial). schatting: estimate `nieuw` with standard error `se` against `tegen`
    (normal). phi: the dispersions it is done at; two where the months are unknown, and then both must agree.
    """

    soort: Soort
    nieuw: float
    basis: float | None
    tegen: float
    se: float
    phi: tuple[float, ...]
    richting: Richting
    methode: str


def toets_van(rij: Rij) -> Toets | None:
    """The comparison that belongs to a measured row with a path value; None where its kind of target has no test."""
    maker = _MAKERS.get(rij["toets"])
    return None if maker is None else maker(rij)


def voer_uit(toets: Toets) -> Koers:
    """The verdict: label, one-sided p of the side where the figure lies, and method."""
    if toets.soort == "schatting":
        return verdicts.koers_schatting(
            toets.nieuw, toets.se, toets.tegen, toets.richting, methode=toets.methode
        )
    if toets.soort == "telling":
        if len(toets.phi) == 1:
            return verdicts.koers_telling(toets.nieuw, toets.tegen, toets.richting, toets.phi[0])
        return verdicts.koers_jaarcijfers(toets.nieuw, toets.tegen, toets.richting)
    assert toets.basis is not None
    if len(toets.phi) == 1:
        return verdicts.koers_verhouding(toets.nieuw, toets.basis, toets.tegen, toets.phi[0], toets.richting)
    return verdicts.koers_verhouding_jaarcijfers(toets.nieuw, toets.basis, toets.tegen, toets.richting)


def _phi(rij: Rij) -> tuple[float, ...]:
    return verdicts.PHI_JAARCIJFERS if rij["phi"] is None else (rij["phi"],)


def _aantallen(rij: Rij, basis: float, factor: float) -> Toets:
    return Toets(
        "verhouding", rij["teller"], basis, factor, math.nan, _phi(rij), RICHTING[rij["richting"]], "verhouding"
    )  # fmt: skip


def _schatting(rij: Rij, nieuw: float, se: float, tegen: float, methode: str) -> Toets:
    return Toets("schatting", nieuw, None, tegen, se, (), RICHTING[rij["richting"]], methode)


def _se(waarde: float | None) -> float:
    return 0.0 if waarde is None else float(waarde)


def _se_verschil(rij: Rij) -> float:
    """Of two independent estimates; NaN where one margin is 0 or unknown."""
    nieuw, basis = _se(rij["se"]), _se(rij["basis_se"])
    return math.hypot(nieuw, basis) if nieuw > 0 and basis > 0 else math.nan


def _telling(rij: Rij) -> Toets:
    return Toets(
        "telling", rij["teller"], None, rij["padwaarde"], math.nan, _phi(rij), RICHTING[rij["richting"]],
        "telling",
    )  # fmt: skip


def _ratio_basis(rij: Rij) -> Toets:
    """Two ratios: the counts above the line, against each other per count below it."""
    blootstelling = rij["noemer"] / rij["basis_noemer"]
    return _aantallen(rij, rij["basis_teller"], rij["padwaarde"] / rij["basis_gemeten"] * blootstelling)


def _niet_minder(rij: Rij) -> Toets:
    if not rij["precisie"] > 0:
        raise ValueError("'Ten minste gelijk' toetst met de gedrukte precisie; die is groter dan 0.")
    grens = verdicts.norm_grens(rij["padwaarde"], ">=", rij["precisie"])
    return _schatting(rij, rij["waarde"], _se(rij["se"]), grens, "niet minder")


def _niet_minder_basis(rij: Rij) -> Toets:
    """'Ten minste gelijk' to what the area itself measured: the difference may be half a printed digit below 0."""
    if not rij["precisie"] > 0:
        raise ValueError("'Ten minste gelijk' toetst met de gedrukte precisie; die is groter dan 0.")
    verschil = rij["waarde"] - rij["basis_gemeten"]
    return _schatting(rij, verschil, _se_verschil(rij), -rij["precisie"] / 2, "niet minder")


def _richting(rij: Rij) -> Toets:
    if rij["meetwijze"] == "telling":
        return _aantallen(rij, rij["basis_teller"], rij["padwaarde"] / rij["basis_gemeten"])
    return _schatting(rij, rij["waarde"] - rij["basis_gemeten"], _se_verschil(rij), 0.0, "richting")


_MAKERS: dict[str, Callable[[Rij], Toets]] = {
    "telling": _telling,
    "verandering": lambda rij: _aantallen(rij, rij["noemer"], 1 + rij["padwaarde"] / 100),
    "verhouding": lambda rij: _aantallen(rij, rij["basis_teller"], rij["padwaarde"] / rij["basis_gemeten"]),
    "ratio": lambda rij: _aantallen(rij, rij["noemer"], rij["padwaarde"] / 100),
    "ratio_basis": _ratio_basis,
    "schatting": lambda rij: _schatting(
        rij, rij["waarde"], _se(rij["se"]),
        verdicts.norm_grens(rij["padwaarde"], rij["operator"], rij["precisie"]), "schatting",
    ),
    "niet_minder": _niet_minder,
    "niet_minder_basis": _niet_minder_basis,
    "richting": _richting,
}  # fmt: skip


def als_waarde(rij: Rij, toets: Toets, nieuw: float) -> float:
    """`nieuw` of a test in the unit in which the figure is published."""
    if toets.soort == "schatting":
        verschil = rij["toets"] in ("richting", "niet_minder_basis")
        return float(nieuw + rij["basis_gemeten"]) if verschil else nieuw
    if rij["toets"] == "verandering":
        return float(100 * (nieuw / rij["noemer"] - 1))
    if rij["toets"] in ("ratio", "ratio_basis"):
        return float(100 * nieuw / rij["noemer"])
    return nieuw


def interval_90(rij: Rij, toets: Toets) -> tuple[float, float] | None:
    """The 90 % interval that belongs beside a one-sided 5 % verdict, in the unit of the figure.

    It excludes the path exactly when the label is not 'onbeslist': of a ratio it holds the uncertainty of the base
    too. With two dispersions it is that of the larger. None without a margin.
    """
    if toets.soort == "schatting":
        if not toets.se > 0:
            return None
        grenzen = verdicts.grenzen(toets.nieuw, toets.se, betrouwbaarheid=_BETROUWBAARHEID)
    elif toets.soort == "telling":
        onder, boven = counts.poisson_interval(toets.nieuw, _BETROUWBAARHEID, toets.phi[-1])
        grenzen = (float(onder), float(boven))
    else:
        if not toets.basis:
            return None
        r = counts.verhouding_interval(
            toets.nieuw, toets.basis, betrouwbaarheid=_BETROUWBAARHEID, phi=toets.phi[-1]
        )
        grenzen = (r.ondergrens * toets.basis, r.bovengrens * toets.basis)
    return als_waarde(rij, toets, grenzen[0]), als_waarde(rij, toets, grenzen[1])


def omslag(toets: Toets) -> tuple[float | None, float | None]:
    """The values of `nieuw` that flip the label: (highest shown to be under the path, lowest shown to be over it).

    Counts are whole numbers, estimates the exact bound. Between the two lies 'onbeslist'. None where no value does
    it: not even 0 is proof, or the margin is unknown.
    """
    if toets.soort == "schatting":
        if not toets.se > 0:
            return None, None
        half = NormalDist().inv_cdf(1 - verdicts.ALFA) * toets.se
        return toets.tegen - half, toets.tegen + half

    def p(nieuw: float, kant: int) -> float:
        if toets.soort == "telling":
            return max(counts.toets_telling(nieuw, toets.tegen, phi)[kant] for phi in toets.phi)
        assert toets.basis is not None
        return max(
            counts.toets_verhouding(nieuw, toets.basis, toets.tegen, phi=phi)[kant] for phi in toets.phi
        )

    midden = toets.tegen * (1.0 if toets.basis is None else toets.basis)
    laag = (
        verdicts.laatste_waar(lambda k: p(k, 0) <= verdicts.ALFA, midden)
        if p(0, 0) <= verdicts.ALFA
        else None
    )
    hoog = None
    if midden > 0:
        hoog = verdicts.laatste_waar(lambda k: p(k, 1) > verdicts.ALFA, midden) + 1
    return laag, hoog


def omslag_norm(rij: Rij) -> float | None:
    """The figure at which the norm turns from met to not met, in the unit of the figure; None without a norm."""
    if rij["norm"] is None or rij["operator"] not in ("<=", ">="):
        return None if rij["norm"] is None else float(rij["norm"])
    grens = verdicts.norm_grens(rij["norm"], rij["operator"], rij["precisie"])
    if rij["toets"] == "verhouding":
        return float(rij["basis_gemeten"] * (1 + grens / 100)) if rij["basis_gemeten"] else None
    return grens


def zonder_een_jaar(rij: Rij) -> list[Koers]:
    """The verdicts on a figure of three years with each year left out in turn, of the figure and of its path.

    A ratio that has nothing below the line in the other two years has no verdict without this one.
    """
    uit = []
    for k in (1, 2, 3):
        delen = [rij[f"deel_{j}"] for j in (1, 2, 3) if j != k]
        anders = {"teller": rij["teller"] - rij[f"teller_{k}"]}
        if rij["toets"] == "ratio_basis":
            anders["noemer"] = rij["noemer"] - rij[f"noemer_{k}"]
            if not anders["noemer"]:  # nothing happened in the other two: there is no ratio to test
                continue
            anders["padwaarde"] = rij["basis_gemeten"] * sum(delen) / 2
        else:
            anders["padwaarde"] = rij["basis_gemeten"] * sum(delen)
        toets = toets_van({**rij, **anders})
        assert toets is not None
        uit.append(voer_uit(toets))
    return uit


def _getoetst(rij: Rij) -> bool:
    """Whether the course of a row came from a test of its own figure."""
    return (
        rij["koers"] is not None and rij["waarde"] is not None and rij["reden_code"] != "jaarcijfer_te_klein"
    )


def een_jaar_beslist(rij: Rij, vorig: Rij | None) -> bool | None:  # noqa: PLR0911 - one return per kind
    """Whether the verdict hangs on one single year; None where that cannot be said.

    Of three years: leaving out one of them gives another label. Of a promise about every year: exactly one year
    broke it. Of a yearly figure: with the figure of the measurement before it (`vorig`) in its place, norm or label
    would be another.
    """
    if rij["gebroken_in"] is not None:
        return len(rij["gebroken_in"]) == 1
    if not _getoetst(rij):
        return None
    if rij["jaren"] == 3:
        if any(rij[f"teller_{k}"] is None for k in (1, 2, 3)):
            return None
        return any(koers.koers != rij["koers"] for koers in zonder_een_jaar(rij))
    if vorig is None:
        return None
    anders = {**rij, **{k: vorig[k] for k in ("waarde", "teller", "noemer", "se")}}
    toets = toets_van(anders)
    if toets is None:
        return None
    if voer_uit(toets).koers != rij["koers"]:
        return True
    return rij["norm_gehaald"] is not None and norm_gehaald(anders) != rij["norm_gehaald"]


def norm_gehaald(rij: Rij) -> bool | None:
    """Whether the figure meets the norm of the target, whatever the year; None without norm, figure or base."""
    if rij["norm"] is None:
        return None
    waarde = rij["waarde"]
    if rij["toets"] == "verhouding":  # the norm is a change from a measured base, in percent
        if not rij["basis_gemeten"]:
            return None
        waarde = 100 * (rij["waarde"] / rij["basis_gemeten"] - 1)
    return verdicts.norm_gehaald(waarde, rij["norm"], rij["operator"], rij["precisie"])


@lru_cache(maxsize=4096)
def zichtbaarheid(basis: float, phi: float) -> tuple[float, int | None]:
    """(chance that one year of -5 % is seen, years of -5 % a year until a yearly count shows it with chance 0.8).

    basis: the count at the start, > 0. None: not within fifty years. See `counts.onderscheidingsvermogen` and
    `counts.jaren_tot_zichtbaar`.
    """
    return (
        counts.onderscheidingsvermogen(basis, VERANDERING, phi),
        counts.jaren_tot_zichtbaar(basis, VERANDERING, phi),
    )


def bereken(rij: Rij, vorig: Rij | None) -> dict[str, Any]:
    """All that a calculation card says beyond the row itself; keys are the columns of int_berekening."""
    uit: dict[str, Any] = {"omslag_norm": None if rij["norm_gehaald"] is None else omslag_norm(rij)}
    uit["een_jaar_beslist"] = een_jaar_beslist(rij, vorig)
    if not _getoetst(rij):
        return uit
    toets = toets_van(rij)
    if toets is None:
        return uit
    grenzen = interval_90(rij, toets)
    laag, hoog = omslag(toets)
    in_waarde = [None if k is None else als_waarde(rij, toets, k) for k in (laag, hoog)]
    omlaag = toets.richting == "omlaag"
    uit |= {
        "toets_soort": toets.soort,
        "toets_nieuw": toets.nieuw,
        "toets_basis": toets.basis,
        "toets_tegen": toets.tegen,
        "toets_se": toets.se,
        "toets_phi_laag": min(toets.phi, default=None),
        "toets_phi_hoog": max(toets.phi, default=None),
        "ondergrens_90": grenzen and grenzen[0],
        "bovengrens_90": grenzen and grenzen[1],
        "omslag_op_koers": in_waarde[0 if omlaag else 1],
        "omslag_niet_op_koers": in_waarde[1 if omlaag else 0],
    }
    start = toets.basis if rij["toets"] not in ("telling", "ratio") else rij["basis_teller"] or rij["teller"]
    if toets.soort != "schatting" and start:
        uit["kans_5_procent"], uit["jaren_tot_zichtbaar"] = zichtbaarheid(start, toets.phi[0])
    return uit
