"""Which verdict rule belongs to which target, and the reason that goes with the outcome.

One row of int_doel_jaar in (a mapping, None where null), one verdict out. The tests are in `berekening`, the rules in
`verdicts`.
"""

from __future__ import annotations

from typing import Any

from pipelines.statistics import berekening, verdicts
from pipelines.statistics.verdicts import Koers

Rij = dict[str, Any]
_UIT_INCIDENTEN = {"telling", "verandering", "verhouding", "ratio", "ratio_basis"}
_VAN_BASIS = {"verhouding", "ratio_basis", "richting"}


def oordeel(rij: Rij) -> dict[str, Any]:  # noqa: PLR0911 - one return per reason
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
    if rij["toets"] == "mijlpaal":
        return uitkomst | {"reden_code": "mijlpaal"}
    if rij["toets"] in _VAN_BASIS and not rij["basis_gemeten"]:
        return uitkomst | {"reden_code": "basis_nul"}
    toets = berekening.toets_van(rij)
    if toets is None:
        return uitkomst | {"reden_code": "nog_voorlopig" if rij["voorlopig"] else "geen_toets"}
    koers = berekening.voer_uit(toets)
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


def bijdrage_oordeel(rij: Rij) -> dict[str, Any]:
    """`oordeel` for an area below the unit, or another reading of a target (a row of int_bijdrage).

    The norm of the strategy is the unit's: an area has a course, against its own base, and no norm. Below a
    district one year of a count says too little; three years may not hold the year they are compared with.
    """
    if rij["meetstatus"] == "gemeten" and rij["basisjaar_in_periode"]:
        return oordeel(rij | {"padwaarde": None}) | {"reden_code": "basisjaar_in_periode"}
    if rij["meetstatus"] != "gemeten" or rij["padwaarde"] is None:
        return oordeel(rij)
    if rij["andere_dekking"]:
        return oordeel(rij | {"padwaarde": None}) | {"reden_code": "reeksbreuk"}
    if rij["klein"] and rij["jaren"] == 1 and rij["meetwijze"] == "telling":
        return oordeel(rij | {"padwaarde": None}) | {
            "koers": verdicts.ONBESLIST,
            "reden_code": "jaarcijfer_te_klein",
        }
    return oordeel(rij)


def _norm(rij: Rij) -> bool | None:
    belofte_per_jaar = rij["toets"] == "verandering" and rij["binnen_pad"]
    if rij["norm"] is None or not (rij["jaar"] == rij["doeljaar"] or belofte_per_jaar):
        return None
    # final means that nothing is to come: until then there is a course, no verdict on the norm
    return None if rij["voorlopig"] else berekening.norm_gehaald(rij)


def _waarom_niet(rij: Rij) -> str:  # noqa: PLR0911 - one return per reason
    """Reason for a row without a figure of its own."""
    if rij["meetstatus"] == "niet meetbaar":
        return "geen_indicator"
    if rij["toets"] == "volgt":
        return "volgt_uit_andere"
    if rij.get("te_weinig"):
        return "te_weinig_waarnemingen"
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
    toetsen = (berekening.toets_van({**rij, "phi": phi}) for phi in verdicts.PHI_JAARCIJFERS)
    return len({berekening.voer_uit(toets).koers for toets in toetsen if toets}) > 1
