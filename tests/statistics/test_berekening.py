"""The test behind a verdict: what is compared, what flips it, whether one year decides, when a change is seen.

Expected values by hand or from scipy's distributions, not from the functions under test.
"""

from __future__ import annotations

from typing import Any

import pytest
from scipy import stats

from pipelines.statistics import berekening, verdicts
from pipelines.statistics.oordelen import bijdrage_oordeel, oordeel

# three years of a gemeente: 941 in the base year, a path of 0.9025, 0.857375 and 0.81450625 of it
GEMEENTE: dict[str, Any] = {
    "meetstatus": "gemeten", "toets": "verhouding", "meetwijze": "telling", "bron": "politie_47018ned",
    "waarde": 1602.0, "teller": 1602.0, "noemer": None, "se": 40.0, "phi": 1.0, "norm": None, "operator": "<=",
    "precisie": 0.0, "richting": "dalend", "jaar": 2018, "doeljaar": 2018, "jaren": 3, "klein": True,
    "padwaarde": 941 * 2.57438125, "binnen_pad": True, "basisjaar_in_periode": False, "andere_dekking": False,
    "basis_gemeten": 941.0, "basis_teller": 941.0, "basis_noemer": None, "basis_se": 30.7, "voorlopig": False,
    "deel_1": 0.9025, "deel_2": 0.857375, "deel_3": 0.81450625, "teller_1": 665.0, "teller_2": 538.0,
    "teller_3": 399.0, "noemer_1": None, "noemer_2": None, "noemer_3": None, "gebroken_in": None,
    "gemeenten_totaal": None, "gemeenten_met_cijfer": None, "gelijke_leeftijd": "geen vroege stand",
    "intervalmethode": "Poisson, exact", "incidenten_geleverd": False, "koers": "op koers", "norm_gehaald": None,
    "reden_code": "getoetst",
}  # fmt: skip
EENHEID = GEMEENTE | {
    "toets": "telling", "jaren": 1, "waarde": 6083.0, "teller": 6083.0, "padwaarde": 12138.59, "norm": 12111.0,
    "norm_gehaald": True, "klein": False,
}  # fmt: skip
ENQUETE = GEMEENTE | {
    "toets": "niet_minder_basis", "meetwijze": "enquete", "jaren": 1, "waarde": 7.5, "basis_gemeten": 7.3, "se": 0.03,
    "basis_se": 0.04, "padwaarde": 7.3, "precisie": 0.1, "operator": ">=", "richting": "stijgend", "phi": None,
    "teller": None, "gelijke_leeftijd": "niet van toepassing",
}  # fmt: skip


def conditioneel(x: float, y: float, factor: float, phi: float = 1.0) -> float:
    """P(X <= x | X + Y) by the binomial itself, for whole numbers."""
    assert phi == 1.0
    return float(stats.binom.cdf(x, x + y, factor / (1 + factor)))


def test_three_years_are_tested_against_one_base_year() -> None:
    uit = bijdrage_oordeel(GEMEENTE)
    assert (uit["koers"], uit["norm_gehaald"]) == ("op koers", None)
    assert uit["p_waarde"] == pytest.approx(conditioneel(1602, 941, 2.57438125), rel=1e-9)


def test_a_ratio_is_tested_per_incident_of_both_years() -> None:
    # 12 suspects at 200 incidents against 10 at 250: path 0.04 x 1.1
    rij = GEMEENTE | {
        "toets": "ratio_basis", "jaren": 1, "klein": False, "richting": "stijgend", "waarde": 6.0, "teller": 12.0,
        "noemer": 200.0, "basis_gemeten": 4.0, "basis_teller": 10.0, "basis_noemer": 250.0, "padwaarde": 4.4,
    }  # fmt: skip
    uit = bijdrage_oordeel(rij)
    factor = 1.1 * 200 / 250
    assert uit["p_waarde"] == pytest.approx(float(stats.binom.sf(11, 22, factor / (1 + factor))), rel=1e-9)
    assert uit["koers"] == "onbeslist"


def test_at_least_equal_to_ones_own_base_leaves_half_a_digit() -> None:
    # 7.5 - 7.3 = 0.2 against -0.05, se 0.05: z = 5; 7.28: z = 0.6; 7.1: z = -3
    labels = []
    for waarde in (7.5, 7.28, 7.1):
        uit = bijdrage_oordeel(ENQUETE | {"waarde": waarde})
        z = (waarde - 7.3 + 0.05) / 0.05
        assert uit["p_waarde"] == pytest.approx(float(stats.norm.sf(abs(z))), rel=1e-9)
        labels.append(uit["koers"])
    assert labels == ["op koers", "onbeslist", "niet op koers"]


@pytest.mark.parametrize(
    ("anders", "koers", "reden"),
    [
        ({"jaren": 1}, "onbeslist", "jaarcijfer_te_klein"),
        ({"basisjaar_in_periode": True}, None, "basisjaar_in_periode"),
        ({"andere_dekking": True}, None, "reeksbreuk"),
        ({"padwaarde": 0.0, "basis_gemeten": 0.0, "basis_teller": 0.0}, None, "basis_nul"),
        ({"padwaarde": None}, None, "basis_ontbreekt"),
        ({"padwaarde": None, "binnen_pad": False}, None, "buiten_pad"),
        ({"meetstatus": "geen levering", "waarde": None}, None, "geen_levering"),
        ({"meetstatus": "geen meting", "waarde": None, "te_weinig": True}, None, "te_weinig_waarnemingen"),
        ({"voorlopig": True}, "op koers", "nog_voorlopig"),
    ],
)
def test_an_area_says_why(anders: dict[str, Any], koers: str | None, reden: str) -> None:
    uit = bijdrage_oordeel(GEMEENTE | anders)
    assert (uit["koers"], uit["reden_code"]) == (koers, reden)


def test_no_final_verdict_while_additions_are_expected() -> None:
    assert oordeel(EENHEID)["norm_gehaald"] is True
    uit = oordeel(EENHEID | {"voorlopig": True})
    assert (uit["norm_gehaald"], uit["koers"], uit["reden_code"]) == (None, "op koers", "nog_voorlopig")


def test_nothing_counted_in_the_base_year_says_so_of_the_unit_too() -> None:
    niets = {"toets": "verhouding", "padwaarde": 0.0, "basis_gemeten": 0.0, "basis_teller": 0.0}
    uit = oordeel(EENHEID | niets)
    assert (uit["norm_gehaald"], uit["koers"], uit["reden_code"]) == (None, None, "basis_nul")


@pytest.mark.parametrize("richting", ["dalend", "stijgend"])
def test_the_flip_values_flip_the_label(richting: str) -> None:
    rij = EENHEID | {"richting": richting, "phi": 3.0, "padwaarde": 1000.0}
    toets = berekening.toets_van(rij)
    assert toets is not None
    laag, hoog = berekening.omslag(toets)
    assert laag is not None and hoog is not None
    # Poisson at a third: the last count of which P(<=) is at most 5 %, and the first of which P(>=) is
    onder = [k for k in range(800, 1200) if stats.gamma.sf(1000 / 3, k / 3 + 1) <= 0.05]
    boven = [k for k in range(800, 1200) if stats.gamma.cdf(1000 / 3, k / 3) <= 0.05]
    assert (laag, hoog) == (max(onder), min(boven))
    goed, fout = (laag, hoog) if richting == "dalend" else (hoog, laag)
    for waarde, label in ((goed, "op koers"), (fout, "niet op koers")):
        stap = 1 if waarde == laag else -1
        assert oordeel(rij | {"teller": waarde, "waarde": waarde, "norm": None})["koers"] == label
        anders = waarde + stap
        assert oordeel(rij | {"teller": anders, "waarde": anders, "norm": None})["koers"] == "onbeslist"


def test_flip_values_of_two_counts_and_of_an_estimate() -> None:
    toets = berekening.toets_van(GEMEENTE)
    assert toets is not None
    laag, hoog = berekening.omslag(toets)
    assert laag is not None and hoog is not None
    f = 2.57438125
    assert conditioneel(laag, 941, f) <= 0.05 < conditioneel(laag + 1, 941, f)
    k = f / (1 + f)
    assert stats.binom.sf(hoog - 1, hoog + 941, k) <= 0.05 < stats.binom.sf(hoog - 2, hoog - 1 + 941, k)
    schatting = berekening.toets_van(ENQUETE)
    assert schatting is not None
    # -0.05 -/+ 1.645 x 0.05
    assert berekening.omslag(schatting) == pytest.approx((-0.13224268, 0.03224268))
    assert berekening.als_waarde(ENQUETE, schatting, 0.03224268) == pytest.approx(7.33224268)


def test_nothing_is_proof_where_even_zero_is_likely() -> None:
    toets = berekening.toets_van(EENHEID | {"padwaarde": 2.0, "phi": 1.0})
    assert toets is not None
    # exp(-2) = 0.135; P(X >= 6) = 0.0166, P(X >= 5) = 0.0527
    assert berekening.omslag(toets) == (None, 6)


@pytest.mark.parametrize("aantal", [300.0, 310.0, 318.0, 330.0, 400.0, 480.0, 510.0])
def test_the_90_interval_excludes_the_path_exactly_when_the_label_is_sure(aantal: float) -> None:
    rij = GEMEENTE | {"jaren": 1, "klein": False, "teller": aantal, "waarde": aantal, "basis_teller": 500.0,
                      "basis_gemeten": 500.0, "padwaarde": 400.0, "phi": 1.7}  # fmt: skip
    toets = berekening.toets_van(rij)
    assert toets is not None
    grenzen = berekening.interval_90(rij, toets)
    assert grenzen is not None
    buiten = not grenzen[0] <= 400 <= grenzen[1]
    assert buiten == (berekening.voer_uit(toets).koers != verdicts.ONBESLIST)


def test_one_year_of_three_decides() -> None:
    # without 2016 the other two years are 937 on a path of 1573.3; without any year it stays on course
    assert berekening.een_jaar_beslist(GEMEENTE, None) is False
    # 560 a year on a path near 800 twice, and once 1,300: that year alone keeps it from being on course
    rij = GEMEENTE | {
        "teller": 2420.0,
        "waarde": 2420.0,
        "teller_1": 560.0,
        "teller_2": 560.0,
        "teller_3": 1300.0,
    }
    assert bijdrage_oordeel(rij)["koers"] == "onbeslist"
    assert berekening.een_jaar_beslist(rij | {"koers": "onbeslist"}, None) is True


def test_a_year_that_holds_every_incident_cannot_be_left_out() -> None:
    rij = GEMEENTE | {
        "toets": "ratio_basis", "richting": "stijgend", "waarde": 30.0, "teller": 3.0, "noemer": 10.0,
        "basis_gemeten": 20.0, "basis_teller": 2.0, "basis_noemer": 10.0, "padwaarde": 20.0, "koers": "onbeslist",
        "teller_1": 0.0, "teller_2": 3.0, "teller_3": 0.0, "noemer_1": 0.0, "noemer_2": 10.0, "noemer_3": 0.0,
    }  # fmt: skip
    assert len(berekening.zonder_een_jaar(rij)) == 2
    assert berekening.een_jaar_beslist(rij, None) is False


def test_the_year_before_would_have_said_otherwise() -> None:
    vorig = EENHEID | {"waarde": 7405.0, "teller": 7405.0}
    assert berekening.een_jaar_beslist(EENHEID, vorig) is False
    assert berekening.een_jaar_beslist(EENHEID, vorig | {"waarde": 12130.0, "teller": 12130.0}) is True
    assert berekening.een_jaar_beslist(EENHEID, None) is None
    assert berekening.een_jaar_beslist(EENHEID | {"gebroken_in": [2016]}, None) is True
    assert berekening.een_jaar_beslist(EENHEID | {"gebroken_in": [2015, 2016]}, None) is False


@pytest.mark.parametrize(
    # the table of the domain notes, E: power to show -5 % a year against no change at phi 1 and 3
    ("basis", "kans", "kans_3"),
    [(14903, 1.00, 0.97), (2900, 0.86, 0.46), (600, 0.33, 0.17), (184, 0.16, 0.10), (40, 0.09, 0.07)],
)
def test_power_is_that_of_the_notes(basis: float, kans: float, kans_3: float) -> None:
    assert berekening.zichtbaarheid(basis, 1.0)[0] == pytest.approx(kans, abs=0.006)
    assert berekening.zichtbaarheid(basis, 3.0)[0] == pytest.approx(kans_3, abs=0.006)


def test_years_until_a_change_is_seen() -> None:
    # 184 a year: -18.5 % after four years is seen with chance 0.83 (notes E), -14.3 % after three with less than 0.8
    assert berekening.zichtbaarheid(184, 1.0)[1] == 4
    assert berekening.zichtbaarheid(2, 1.0)[1] is None


def test_far_tails_keep_their_digits() -> None:
    p = verdicts.koers_schatting(7.5, 0.0255, 7.25, "omhoog").p_waarde
    assert p == pytest.approx(float(stats.norm.sf(0.25 / 0.0255)), rel=1e-10) and p > 0


def test_the_norm_flips_at_its_printed_precision() -> None:
    assert berekening.omslag_norm(EENHEID) == 12111
    assert berekening.omslag_norm(ENQUETE | {"norm": 7.3, "toets": "niet_minder"}) == pytest.approx(7.25)
    # 20 % less than 1,000 printed without decimals: from 19.5 % less
    t06 = GEMEENTE | {"norm": -20.0, "precisie": 1.0, "basis_gemeten": 1000.0}
    assert berekening.omslag_norm(t06) == pytest.approx(805)
    assert berekening.norm_gehaald(t06 | {"waarde": 804.9}) is True
    assert berekening.norm_gehaald(t06 | {"waarde": 805.0}) is False
