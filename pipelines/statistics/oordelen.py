"""Which verdict rule belongs to which target, and the reason that goes with the outcome.

One row of int_doel_jaar in (a mapping, None where null), one verdict out. The rules are in `verdicts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipelines.statistics import verdicts
from pipelines.statistics.verdicts import Koers, Richting

Rij = dict[str, Any]
_RICHTING: dict[str, Richting] = {"dalend": "omlaag", "stijgend": "omhoog"}
_UIT_INCIDENTEN = {"telling", "verandering", "verhouding", "ratio"}


def oordeel(rij: Rij) -> dict[str, Any]:
    """norm_gehaald, koers, p_waarde, methode and reden_code of one target in one year on one path.

    In the target year norm_gehaald is the figure against the norm; for a promise about every year ('verandering')
    it is given for each year of the path. koers is None where there is no path value or no comparable figure.
    """
    leeg: dict[str, Any] = {
        "norm_gehaald": None, "koers": None, "p_waarde": None, "methode": None, "reden_code": None,
    }  # fmt: skip
    if rij["meetstatus"] != "gemeten" or rij["toets"] == "volgt":
        return leeg | {"reden_code": _waarom_niet(rij)}
    uitkomst = leeg | {"norm_gehaald": _norm(rij), "methode": rij["intervalmethode"]}
    if rij["andere_dekking"] and rij["toets"] == "richting":
        return uitkomst | {"reden_code": "reeksbreuk"}
    if rij["padwaarde"] is None:
        buiten = not rij["binnen_pad"]
        return uitkomst | {"reden_code": "buiten_pad" if buiten else "basis_ontbreekt"}
    toets = _TOETSEN.get(rij["toets"])
    if rij["toets"] == "mijlpaal":
        return uitkomst | {"reden_code": "mijlpaal"}
    if toets is None:
        return uitkomst | {"reden_code": "nog_voorlopig" if rij["voorlopig"] else "getoetst"}
    koers = toets(rij)
    return uitkomst | {
        "koers": koers.koers,
        "p_waarde": koers.p_waarde,
        "methode": koers.methode,
        "reden_code": _reden(rij, koers),
    }


def lokaal_oordeel(rij: Rij) -> dict[str, Any]:  # noqa: PLR0911 - one return per reason
    """`oordeel` for a target that a driehoek set itself (a row of int_lokaal_doel_jaar).

    Below a district a yearly count says too little: its course is 'onbeslist', and what is tested is the
    figure over three years. The norm is a number for its own year and is compared as such.
    """
    if rij["meetstatus"] == "te weinig waarnemingen":
        return oordeel(rij | {"meetstatus": "geen levering"}) | {"reden_code": "te_weinig_waarnemingen"}
    if rij["meetstatus"] == "niet meetbaar":
        return oordeel(rij) | {"reden_code": "indicator_onbekend"}
    if rij["meetstatus"] == "geen levering" and rij["opgegaan"]:
        return oordeel(rij) | {"reden_code": "gemeente_opgegaan"}
    if rij["meetstatus"] != "gemeten":
        return oordeel(rij)
    if rij["toets"] == "geen" or (rij["toets"] == "telling" and not rij["padwaarde"] > 0):
        return oordeel(rij | {"padwaarde": None}) | {"reden_code": "geen_toets"}
    if rij["toets"] == "telling" and rij["klein"] and rij["jaren"] == 1:
        return oordeel(rij | {"padwaarde": None}) | {
            "koers": verdicts.ONBESLIST,
            "reden_code": "jaarcijfer_te_klein",
        }
    return oordeel(rij)


def _norm(rij: Rij) -> bool | None:
    belofte_per_jaar = rij["toets"] == "verandering" and rij["binnen_pad"]
    if rij["norm"] is None or not (rij["jaar"] == rij["doeljaar"] or belofte_per_jaar):
        return None
    waarde = rij["waarde"]
    if rij["toets"] == "verhouding":  # the norm is a change from a measured base, in percent
        if not rij["basis_gemeten"]:
            return None
        waarde = 100 * (rij["waarde"] / rij["basis_gemeten"] - 1)
    return verdicts.norm_gehaald(waarde, rij["norm"], rij["operator"], rij["precisie"])


def _telling(rij: Rij) -> Koers:
    if rij["phi"] is None:
        return verdicts.koers_jaarcijfers(rij["teller"], rij["padwaarde"], _RICHTING[rij["richting"]])
    return verdicts.koers_telling(rij["teller"], rij["padwaarde"], _RICHTING[rij["richting"]], rij["phi"])


def _tegen_basis(rij: Rij, nieuw: float, basis: float, factor: float) -> Koers:
    richting = _RICHTING[rij["richting"]]
    if rij["phi"] is None:
        return verdicts.koers_verhouding_jaarcijfers(nieuw, basis, factor, richting)
    return verdicts.koers_verhouding(nieuw, basis, factor, rij["phi"], richting)


def _verandering(rij: Rij) -> Koers:
    return _tegen_basis(rij, rij["teller"], rij["noemer"], 1 + rij["padwaarde"] / 100)


def _verhouding(rij: Rij) -> Koers:
    return _tegen_basis(rij, rij["teller"], rij["basis_teller"], rij["padwaarde"] / rij["basis_gemeten"])


def _ratio(rij: Rij) -> Koers:
    return _tegen_basis(rij, rij["teller"], rij["noemer"], rij["padwaarde"] / 100)


def _schatting(rij: Rij) -> Koers:
    grens = verdicts.norm_grens(rij["padwaarde"], rij["operator"], rij["precisie"])
    return verdicts.koers_schatting(rij["waarde"], _se(rij["se"]), grens, _RICHTING[rij["richting"]])


def _niet_minder(rij: Rij) -> Koers:
    return verdicts.koers_niet_minder(rij["waarde"], _se(rij["se"]), rij["padwaarde"], rij["precisie"])


def _richting(rij: Rij) -> Koers:
    if rij["meetwijze"] == "telling":
        return _tegen_basis(rij, rij["teller"], rij["basis_teller"], 1.0)
    return verdicts.koers_richting(
        rij["waarde"], rij["basis_gemeten"], _se(rij["se"]), _se(rij["basis_se"]), _RICHTING[rij["richting"]]
    )


def _se(waarde: float | None) -> float:
    return 0.0 if waarde is None else float(waarde)


_TOETSEN: dict[str, Callable[[Rij], Koers]] = {
    "telling": _telling,
    "verandering": _verandering,
    "verhouding": _verhouding,
    "ratio": _ratio,
    "schatting": _schatting,
    "niet_minder": _niet_minder,
    "richting": _richting,
}


def _waarom_niet(rij: Rij) -> str:  # noqa: PLR0911 - one return per reason
    """Reason for a row without a figure of its own."""
    if rij["meetstatus"] == "niet meetbaar":
        return "geen_indicator"
    if rij["toets"] == "volgt":
        return "volgt_uit_andere"
    if rij["meetstatus"] == "geen meting":
        return "geen_golf"
    if rij["meetwijze"] == "enquete" and rij["bron"] != "geen":
        return "golf_niet_geleverd"
    if rij["toets"] in _UIT_INCIDENTEN and rij["incidenten_geleverd"]:
        return "dekking_onvolledig"
    if rij["toets"] == "mijlpaal" and rij["bron"] != "geen":
        return "dekking_onvolledig"  # other years were delivered, or not by every gemeente
    return "geen_levering"


def _reden(rij: Rij, koers: Koers) -> str:
    """Reason from the closed list behind a course verdict; the weightiest reservation first."""
    if rij["voorlopig"]:
        return "nog_voorlopig"
    if koers.koers == verdicts.ONBESLIST:
        oneens = koers.methode == "jaarcijfers" and rij["toets"] != "richting"
        return "phi_onbekend_oneens" if oneens and _verschilt(rij) else "verschil_te_klein"
    if rij["toets"] == "richting":
        deels = rij["gemeenten_totaal"] is not None and rij["gemeenten_met_cijfer"] < rij["gemeenten_totaal"]
        return "dekking_deels" if deels else "alleen_richting"
    if rij["gelijke_leeftijd"] == "geen vroege stand":
        return "gelijke_leeftijd_onmogelijk"
    return "getoetst"


def _verschilt(rij: Rij) -> bool:
    """Whether the two assumed dispersions gave different labels."""
    labels = {_TOETSEN[rij["toets"]]({**rij, "phi": phi}).koers for phi in verdicts.PHI_JAARCIJFERS}
    return len(labels) > 1
