"""The verdict rules: what a norm means as printed, and when a figure is on course."""

import math
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from pipelines.statistics import survey, verdicts
from pipelines.statistics.verdicts import (
    NIET_OP_KOERS,
    ONBESLIST,
    OP_KOERS,
    Koers,
    eensgezind,
    koers_jaarcijfers,
    koers_niet_minder,
    koers_richting,
    koers_schatting,
    koers_telling,
    koers_verhouding,
    koers_verhouding_jaarcijfers,
    norm_gehaald,
)

# Notes E: 'maximaal 12.111' is a promise about a count (12,000 meets it); 7.3 means >= 7.25, 8 % means < 8.5
NORMEN = [
    (12000, 12111, "<=", 0, True),
    (12111, 12111, "<=", 0, True),
    (12112, 12111, "<=", 0, False),
    (12111.4, 12111, "<=", 0, False),
    (7.25, 7.3, ">=", 0.1, True),
    (7.2499, 7.3, ">=", 0.1, False),
    (7.3, 7.3, ">=", 0.1, True),
    (8.4999, 8, "<=", 1, True),
    (8.5, 8, "<=", 1, False),
    (7.2, 8, "<=", 1, True),
    (0.15, 0.2, ">=", 0.1, True),  # 0.15 and 0.2 - 0.05 are different binary fractions
    (9.45, 9.5, ">=", 0.1, True),
    (0, 0, "=", 0, True),
    (1, 0, "=", 0, False),
    (1.04, 1, "=", 0.1, True),
    (1.05, 1, "=", 0.1, False),
    (0.95, 1, "=", 0.1, True),
    (0.94, 1, "=", 0.1, False),
]


@pytest.mark.parametrize(("waarde", "norm", "operator", "precisie", "gehaald"), NORMEN)
def test_a_norm_means_what_was_printed(
    waarde: float, norm: float, operator: str, precisie: float, gehaald: bool
) -> None:
    assert norm_gehaald(waarde, norm, operator, precisie) is gehaald  # type: ignore[arg-type]


def test_without_a_figure_nothing_is_met_or_missed() -> None:
    assert norm_gehaald(None, 12111, "<=", 0) is None
    assert norm_gehaald(math.nan, 7.3, ">=", 0.1) is None


def test_the_exact_bound_behind_a_printed_norm() -> None:
    assert verdicts.norm_grens(7.3, ">=", 0.1) == 7.25
    assert verdicts.norm_grens(8, "<=", 1) == 8.5
    assert verdicts.norm_grens(12111, "<=", 0) == 12111


# p-values: R poisson.test in tests/oracles/counts/r_out.txt
@pytest.mark.parametrize(
    ("aantal", "pad", "richting", "label", "p"),
    [
        (6083, 12111, "omlaag", OP_KOERS, 0.0),
        (12000, 12111, "omlaag", ONBESLIST, 0.157663985479),
        (11930, 12111, "omlaag", ONBESLIST, 0.050217842633),
        (180, 174.8, "omlaag", ONBESLIST, 0.357006163383),
        (13450, 13449.6, "omlaag", ONBESLIST, 0.499770662959),
        (6083, 12111, "omhoog", NIET_OP_KOERS, 0.0),
        (12000, 12111, "omhoog", ONBESLIST, 0.157663985479),
        (180, 174.8, "omhoog", ONBESLIST, 0.357006163383),
    ],
)
def test_a_count_is_judged_on_the_side_where_it_lies(
    aantal: int, pad: float, richting: str, label: str, p: float
) -> None:
    koers, p_waarde, methode = koers_telling(aantal, pad, richting, 1.0)  # type: ignore[arg-type]
    assert (koers, methode) == (label, "telling")
    assert p_waarde == pytest.approx(p, rel=1e-11)


def test_a_count_on_the_path_is_on_the_good_side() -> None:
    assert koers_telling(100, 100, "omlaag", 1.0).p_waarde == pytest.approx(stats.poisson.cdf(100, 100))
    assert koers_telling(100, 100, "omhoog", 1.0).p_waarde == pytest.approx(stats.poisson.sf(99, 100))


def test_the_counts_that_flip_a_verdict() -> None:
    laag, hoog = verdicts.omslagpunten(12111, 1.0)
    assert laag == 11929  # R: 11,930 has p = 0.0502
    assert stats.poisson.cdf(laag, 12111) <= 0.05 < stats.poisson.cdf(laag + 1, 12111)
    assert stats.poisson.sf(hoog - 1, 12111) <= 0.05 < stats.poisson.sf(hoog - 2, 12111)
    assert koers_telling(11929, 12111, "omlaag", 1.0).koers == OP_KOERS
    assert koers_telling(hoog, 12111, "omlaag", 1.0).koers == NIET_OP_KOERS
    assert koers_telling(hoog - 1, 12111, "omlaag", 1.0).koers == ONBESLIST
    assert verdicts.omslagpunten(2.5, 1.0)[0] is None  # exp(-2.5) = 0.08: not even 0 is proof
    assert verdicts.omslagpunten(3.0, 1.0)[0] == 0  # exp(-3) = 0.0498


def test_yearly_figures_are_judged_only_when_spread_cannot_flip_them() -> None:
    # distance to 12,111 in sd of Poisson and at phi 3: 11,800 -2.83 and -1.63; 11,700 -3.73 and -2.16
    assert koers_jaarcijfers(11700, 12111, "omlaag").koers == OP_KOERS
    assert koers_telling(11800, 12111, "omlaag", 1.0).koers == OP_KOERS
    assert koers_jaarcijfers(11800, 12111, "omlaag").koers == ONBESLIST
    assert koers_jaarcijfers(12600, 12111, "omlaag").koers == NIET_OP_KOERS
    oordeel = koers_jaarcijfers(11800, 12111, "omlaag")
    assert oordeel.methode == "jaarcijfers"
    assert oordeel.p_waarde == koers_telling(11800, 12111, "omlaag", 3.0).p_waarde
    assert oordeel.p_waarde == pytest.approx(stats.norm.cdf(-311 / math.sqrt(3 * 12111)), abs=0.003)


# T06 against a measured base; p-values: R poisson.test of two counts
@pytest.mark.parametrize(
    ("aantal", "basis", "factor", "label", "p"),
    [
        (349988, 291796, 0.8, NIET_OP_KOERS, 0.0),
        (2400, 3000, 0.8, ONBESLIST, 0.505664768996),
        (2700, 3000, 0.9, ONBESLIST, 0.505384035992),
        (145, 184, 0.8, ONBESLIST, 0.468887744554),
        (30, 40, 0.8, ONBESLIST, 0.443370682444),
    ],
)
def test_a_target_relative_to_a_counted_base(
    aantal: int, basis: int, factor: float, label: str, p: float
) -> None:
    koers, p_waarde, methode = koers_verhouding(aantal, basis, factor, 1.0)
    assert (koers, methode) == (label, "verhouding")
    assert p_waarde == pytest.approx(p, rel=1e-11, abs=1e-300)


def test_a_counted_base_is_less_certain_than_a_printed_one() -> None:
    # 2,310 against 2,400: -1.84 sd as a constant, -1.37 when 0.8 x 3,000 varies as well
    assert koers_telling(2310, 2400, "omlaag", 1.0).koers == OP_KOERS
    assert koers_verhouding(2310, 3000, 0.8, 1.0).koers == ONBESLIST
    assert koers_verhouding(2000, 3000, 0.8, 1.0).koers == OP_KOERS
    assert koers_verhouding(2700, 3000, 0.8, 1.0, "omhoog").koers == OP_KOERS


def test_a_direction_of_counts_without_monthly_data() -> None:
    assert koers_verhouding_jaarcijfers(104780, 152175, 1.0).koers == OP_KOERS
    # -150 on 3,000: -1.96 sd at phi 1, -1.13 at phi 3
    assert koers_verhouding(2850, 3000, 1.0, 1.0).koers == OP_KOERS
    assert koers_verhouding_jaarcijfers(2850, 3000, 1.0).koers == ONBESLIST


# t table: 1.645 (inf), 1.812 (10)
@pytest.mark.parametrize(
    ("schatting", "pad", "richting", "df", "label"),
    [
        (8.35, 10, "omlaag", math.inf, OP_KOERS),
        (8.36, 10, "omlaag", math.inf, ONBESLIST),
        (8.35, 10, "omlaag", 10, ONBESLIST),
        (8.18, 10, "omlaag", 10, OP_KOERS),
        (11.65, 10, "omlaag", math.inf, NIET_OP_KOERS),
        (11.64, 10, "omlaag", math.inf, ONBESLIST),
        (11.65, 10, "omhoog", math.inf, OP_KOERS),
        (8.35, 10, "omhoog", math.inf, NIET_OP_KOERS),
        (10, 10, "omlaag", math.inf, ONBESLIST),
    ],
)
def test_a_survey_figure_against_its_path(
    schatting: float, pad: float, richting: str, df: float, label: str
) -> None:
    assert koers_schatting(schatting, 1.0, pad, richting, df).koers == label  # type: ignore[arg-type]


def test_the_p_value_of_a_survey_figure_is_that_of_t() -> None:
    assert koers_schatting(8.0, 1.0, 10, "omlaag").p_waarde == pytest.approx(0.02275013, abs=1e-8)
    assert koers_schatting(8.0, 1.0, 10, "omlaag", 10).p_waarde == pytest.approx(0.03669402, abs=1e-8)
    assert koers_schatting(12.0, 1.0, 10, "omlaag", 10).p_waarde == pytest.approx(0.03669402, abs=1e-8)


@pytest.mark.parametrize(
    ("schatting", "se", "df"), [(7, 0, 9), (7, math.nan, 9), (7, 1, 0), (math.nan, 1, 9)]
)
def test_without_a_margin_there_is_no_verdict(schatting: float, se: float, df: float) -> None:
    assert koers_schatting(schatting, se, 8, "omlaag", df) == (ONBESLIST, None, "zonder marge")
    assert koers_richting(7, 9, 0.0, 0.5, "omlaag").koers == ONBESLIST
    assert koers_richting(7, 9, 0.5, math.nan, "omlaag").koers == ONBESLIST


def test_at_least_equal_can_be_passed_by_a_figure_that_did_not_change() -> None:
    se = survey.se_uit_marge(0.0, 0.1)  # published with a margin of 0.0
    onveranderd = koers_niet_minder(7.3, se, 7.3, 0.1)
    assert onveranderd.koers == OP_KOERS
    assert onveranderd.methode == "niet minder"
    assert onveranderd.p_waarde == pytest.approx(0.025, abs=1e-6)  # 0.05 / (0.05 / 1.96)
    assert koers_schatting(7.3, se, 7.3, "omhoog").koers == ONBESLIST  # superiority could not
    assert koers_niet_minder(7.5, se, 7.3, 0.1).koers == OP_KOERS
    assert koers_niet_minder(7.2, se, 7.3, 0.1).koers == NIET_OP_KOERS
    assert koers_niet_minder(7.3, 0.1, 7.3, 0.1).koers == ONBESLIST
    assert koers_niet_minder(8.4, 0.05, 8, 1, "omlaag").koers == OP_KOERS


def test_a_direction_needs_a_difference_larger_than_both_margins() -> None:
    # T13, T14 as published: 33.9 -> 31.8 and 24.2 -> 27.1, margins about 0.9 and 0.8
    onveilig = koers_richting(31.8, 33.9, 0.9 / 1.96, 0.9 / 1.96, "omlaag")
    assert onveilig.koers == OP_KOERS
    assert onveilig.p_waarde == pytest.approx(stats.norm.cdf(-2.1 / (0.9 / 1.96 * math.sqrt(2))), rel=1e-9)
    assert koers_richting(27.1, 24.2, 0.8 / 1.96, 0.8 / 1.96, "omhoog").koers == OP_KOERS
    assert koers_richting(24.2, 27.1, 0.8 / 1.96, 0.8 / 1.96, "omhoog").koers == NIET_OP_KOERS
    # 1.0 is beyond one margin (1.96 sd) but not beyond both (1.54 sd)
    assert koers_richting(32.9, 33.9, 0.9 / 1.96, 0.9 / 1.96, "omlaag").koers == ONBESLIST


def test_readings_that_disagree_leave_it_open() -> None:
    goed, slecht = Koers(OP_KOERS, 0.01, "a"), Koers(NIET_OP_KOERS, 0.02, "b")
    assert eensgezind([goed, goed], "samen") == (OP_KOERS, 0.01, "samen")
    assert eensgezind([goed, slecht], "samen") == (ONBESLIST, 0.02, "samen")
    assert eensgezind([goed, Koers(ONBESLIST, None, "c")], "samen") == (ONBESLIST, None, "samen")


def test_the_90_percent_interval_beside_a_verdict() -> None:
    assert verdicts.grenzen(7.2, 1.0) == pytest.approx((7.2 - 1.644854, 7.2 + 1.644854), abs=1e-6)
    assert verdicts.grenzen(7.2, 1.0, 10) == pytest.approx((7.2 - 1.812461, 7.2 + 1.812461), abs=1e-6)
    assert verdicts.grenzen(7.2, 1.0, 10, 0.95)[1] == pytest.approx(7.2 + 2.228139, abs=1e-6)
    assert math.isnan(verdicts.grenzen(7.2, 1.0, 0)[0])


@pytest.mark.parametrize(
    ("fout", "waarover"),
    [
        (lambda: koers_telling(1, 2, "lager", 1.0), "richting"),  # type: ignore[arg-type]
        (lambda: norm_gehaald(1, 2, "<", 0), "operator"),  # type: ignore[arg-type]
        (lambda: norm_gehaald(1, 2, "<=", -1), "precisie"),
        (lambda: verdicts.norm_grens(1, "=", 0), "grens"),
        (lambda: koers_niet_minder(7.3, 0.1, 7.3, 0), "precisie"),
        (lambda: eensgezind([], "samen"), "oordelen"),
    ],
)
def test_a_rule_that_does_not_exist_is_refused_by_name(fout: Callable[[], object], waarover: str) -> None:
    with pytest.raises(ValueError, match=waarover):
        fout()


RANG = {NIET_OP_KOERS: 0, ONBESLIST: 1, OP_KOERS: 2}
AANTALLEN = st.integers(0, 20000)
PADEN = st.floats(1, 20000)
PHI = st.floats(1, 30)


@given(AANTALLEN, PADEN, PHI)
def test_one_burglary_more_never_improves_a_verdict(aantal: int, pad: float, phi: float) -> None:
    nu, meer = (koers_telling(k, pad, "omlaag", phi).koers for k in (aantal, aantal + 1))
    assert RANG[meer] <= RANG[nu]


@given(AANTALLEN, PADEN, PHI)
def test_the_other_direction_gives_the_opposite_verdict(aantal: int, pad: float, phi: float) -> None:
    assume(aantal != pad)
    omlaag, omhoog = (koers_telling(aantal, pad, kant, phi) for kant in ("omlaag", "omhoog"))  # type: ignore[arg-type]
    assert RANG[omlaag.koers] + RANG[omhoog.koers] == 2
    assert omlaag.p_waarde == omhoog.p_waarde


@given(AANTALLEN, PADEN, PHI)
def test_the_90_percent_interval_excludes_the_path_exactly_when_there_is_a_verdict(
    aantal: int, pad: float, phi: float
) -> None:
    oordeel = koers_telling(aantal, pad, "omlaag", phi)
    assume(oordeel.p_waarde is not None and abs(oordeel.p_waarde - 0.05) > 1e-6)
    onder, boven = verdicts.counts.poisson_interval(aantal, 0.9, phi)
    assert (oordeel.koers == OP_KOERS) == (boven < pad)
    assert (oordeel.koers == NIET_OP_KOERS) == (pad < onder)


@given(AANTALLEN, PADEN)
def test_yearly_figures_never_say_more_than_either_reading(aantal: int, pad: float) -> None:
    streng = koers_jaarcijfers(aantal, pad, "omlaag").koers
    if streng != ONBESLIST:
        assert {koers_telling(aantal, pad, "omlaag", phi).koers for phi in (1.0, 3.0)} == {streng}


@given(st.floats(5, 9), st.floats(0.01, 1), st.floats(2, 500))
def test_a_wider_margin_never_turns_doubt_into_a_verdict(schatting: float, se: float, df: float) -> None:
    nu, breder = (koers_schatting(schatting, fout, 7.3, "omhoog", df).koers for fout in (se, se * 1.5))
    assert breder in (nu, ONBESLIST)
