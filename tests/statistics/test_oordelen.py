"""Which rule belongs to which target: milestones, and targets of a local driehoek."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.statistics.oordelen import lokaal_oordeel, oordeel

# a milestone of int_doel_jaar in its target year
MIJLPAAL: dict[str, Any] = {
    "meetstatus": "gemeten", "toets": "mijlpaal", "meetwijze": "telling", "bron": "registratie",
    "waarde": 81.0, "teller": 81.0, "norm": 81.0, "operator": "=", "precisie": 0.0, "jaar": 2018,
    "doeljaar": 2018, "padwaarde": 81.0, "binnen_pad": True, "andere_dekking": False, "phi": None,
    "intervalmethode": "geen marge", "incidenten_geleverd": True, "voorlopig": False,
}  # fmt: skip
# a target of a gemeente: 100 burglaries in 2013, 50 in 2018
LOKAAL: dict[str, Any] = {
    "meetstatus": "gemeten", "toets": "telling", "meetwijze": "telling", "bron": "bvi_incidenten",
    "waarde": 40.0, "teller": 40.0, "norm": 50.0, "operator": "<=", "precisie": 0.0, "jaar": 2018,
    "doeljaar": 2018, "padwaarde": 50.0, "binnen_pad": True, "andere_dekking": False, "phi": 1.0,
    "intervalmethode": "quasi-Poisson", "incidenten_geleverd": True, "voorlopig": False, "klein": True,
    "jaren": 1, "opgegaan": False, "richting": "dalend", "gemeenten_totaal": None,
    "gemeenten_met_cijfer": None, "se": None, "gelijke_leeftijd": "geen vroege stand",
}  # fmt: skip
DRIE = {"jaren": 3, "norm": None, "padwaarde": 180.0}


@pytest.mark.parametrize(("waarde", "gehaald"), [(81.0, True), (80.0, False), (78.0, False)])
def test_a_milestone_is_there_or_not(waarde: float, gehaald: bool) -> None:
    uit = oordeel(MIJLPAAL | {"waarde": waarde, "teller": waarde})
    assert (uit["norm_gehaald"], uit["koers"], uit["p_waarde"], uit["reden_code"]) == (
        gehaald, None, None, "mijlpaal",
    )  # fmt: skip


def test_a_milestone_before_its_year_has_no_verdict() -> None:
    uit = oordeel(MIJLPAAL | {"jaar": 2017, "padwaarde": None, "binnen_pad": False, "waarde": 76.0})
    assert (uit["norm_gehaald"], uit["koers"], uit["reden_code"]) == (None, None, "buiten_pad")


@pytest.mark.parametrize(
    ("bron", "reden"), [("registratie", "dekking_onvolledig"), ("geen", "geen_levering")]
)
def test_a_milestone_without_a_figure_says_why(bron: str, reden: str) -> None:
    leeg = {"meetstatus": "geen levering", "waarde": None, "teller": None, "bron": bron}
    uit = oordeel(MIJLPAAL | leeg)
    assert (uit["norm_gehaald"], uit["reden_code"]) == (None, reden)


@pytest.mark.parametrize(("aantal", "gehaald"), [(50.0, True), (51.0, False), (0.0, True), (200.0, False)])
def test_one_year_of_a_gemeente_meets_its_norm_by_number_but_is_never_on_course(
    aantal: float, gehaald: bool
) -> None:
    uit = lokaal_oordeel(LOKAAL | {"waarde": aantal, "teller": aantal})
    assert (uit["norm_gehaald"], uit["koers"], uit["p_waarde"], uit["reden_code"]) == (
        gehaald, "onbeslist", None, "jaarcijfer_te_klein",
    )  # fmt: skip


def test_outside_the_target_year_there_is_no_norm() -> None:
    assert lokaal_oordeel(LOKAAL | {"jaar": 2017})["norm_gehaald"] is None


@pytest.mark.parametrize(
    ("aantal", "phi", "koers", "reden"),
    [
        # Poisson(180), terms added: P(X <= 150) = 0.0122, P(X <= 170) = 0.24, P(X >= 210) = 0.0156
        (150.0, 1.0, "op koers", "gelijke_leeftijd_onmogelijk"),
        (170.0, 1.0, "onbeslist", "verschil_te_klein"),
        (210.0, 1.0, "niet op koers", "gelijke_leeftijd_onmogelijk"),
        # three times the variance: (150 - 180) / sqrt(540) = -1.29, p = 0.10
        (150.0, 3.0, "onbeslist", "verschil_te_klein"),
        # without months: at phi 1 on course, at phi 3 undecided, so undecided
        (150.0, None, "onbeslist", "phi_onbekend_oneens"),
    ],
)
def test_three_years_of_a_gemeente_are_tested(
    aantal: float, phi: float | None, koers: str, reden: str
) -> None:
    uit = lokaal_oordeel(LOKAAL | DRIE | {"waarde": aantal, "teller": aantal, "phi": phi})
    assert (uit["norm_gehaald"], uit["koers"], uit["reden_code"]) == (None, koers, reden)


def test_one_year_of_a_district_is_tested() -> None:
    # Poisson(180): 150 is shown to be lower
    groot = LOKAAL | {"klein": False, "padwaarde": 180.0, "waarde": 150.0, "teller": 150.0}
    assert lokaal_oordeel(groot)["koers"] == "op koers"


def test_a_survey_figure_carries_its_own_margin() -> None:
    cijfer = LOKAAL | {
        "toets": "schatting", "meetwijze": "enquete", "waarde": 7.6, "norm": 7.5, "padwaarde": 7.5,
        "operator": ">=", "precisie": 0.1, "richting": "stijgend", "phi": None,
        "gelijke_leeftijd": "niet van toepassing",
    }  # fmt: skip
    # bound behind '7,5' is 7.45: (7.6 - 7.45) / 0.05 = 3; / 0.3 = 0.5
    assert lokaal_oordeel(cijfer | {"se": 0.05})["koers"] == "op koers"
    assert lokaal_oordeel(cijfer | {"se": 0.3})["koers"] == "onbeslist"
    assert lokaal_oordeel(cijfer | {"se": 0.3})["norm_gehaald"] is True


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"meetstatus": "niet meetbaar"}, "indicator_onbekend"),
        ({"meetstatus": "te weinig waarnemingen"}, "te_weinig_waarnemingen"),
        ({"meetstatus": "geen levering", "opgegaan": True}, "gemeente_opgegaan"),
        ({"meetstatus": "geen levering"}, "dekking_onvolledig"),
        ({"meetstatus": "geen levering", "incidenten_geleverd": False}, "geen_levering"),
        ({"meetstatus": "geen meting", "meetwijze": "enquete", "toets": "schatting"}, "geen_golf"),
        ({"toets": "geen"}, "geen_toets"),
        ({"padwaarde": 0.0}, "geen_toets"),
    ],
)
def test_what_cannot_be_tested_says_why(anders: dict[str, Any], reden: str) -> None:
    uit = lokaal_oordeel(LOKAAL | anders)
    assert (uit["koers"], uit["p_waarde"], uit["reden_code"]) == (None, None, reden)
    assert uit["norm_gehaald"] is (True if "meetstatus" not in anders else None)
