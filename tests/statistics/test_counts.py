"""Counts against R (tests/oracles/counts), against theory, and what must hold for any count."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipelines.statistics import counts

ORAKEL = Path(__file__).parents[1] / "oracles" / "counts"
REGELS = [regel.split("|") for regel in (ORAKEL / "r_out.txt").read_text().splitlines() if "|" in regel]


def _soort(naam: str) -> list[list[str]]:
    return [velden for soort, *velden in REGELS if soort == naam]


def _p_waarden(*velden: str) -> list[float]:
    return [float(veld.split()[1]) for veld in velden]


def test_every_line_of_r_is_compared() -> None:
    soorten = {"poisson_ci", "poisson_test", "rate_ratio_test", "phi_pearson", "coef"}
    assert {soort for soort, *_ in REGELS} == soorten
    assert [len(_soort(soort)) for soort in sorted(soorten)] == [6, 1, 10, 6, 5]


def test_poisson_intervals_equal_r() -> None:
    tabel = np.array([[float(veld) for veld in velden] for velden in _soort("poisson_ci")])
    for kolom, betrouwbaarheid in ((1, 0.95), (3, 0.90)):
        onder, boven = counts.poisson_interval(tabel[:, 0], betrouwbaarheid)
        assert onder == pytest.approx(tabel[:, kolom], rel=1e-12, abs=6e-11)
        assert boven == pytest.approx(tabel[:, kolom + 1], rel=1e-12, abs=6e-11)


@pytest.mark.parametrize("velden", _soort("poisson_test"), ids=lambda velden: velden[0])
def test_a_count_against_a_path_value_equals_r(velden: list[str]) -> None:
    aantal, padwaarde, *p = velden
    assert counts.toets_telling(int(aantal), float(padwaarde)) == pytest.approx(_p_waarden(*p), rel=1e-11)


@pytest.mark.parametrize("velden", _soort("rate_ratio_test"), ids=lambda velden: velden[0])
def test_two_counts_equal_r(velden: list[str]) -> None:
    nieuw, basis, factor, *p, grenzen = velden
    gevonden = counts.toets_verhouding(int(nieuw), int(basis), float(factor.split()[1]))
    assert gevonden == pytest.approx(_p_waarden(*p), rel=1e-11, abs=1e-300)
    verhouding = counts.verhouding_interval(int(nieuw), int(basis))
    _, onder, boven = grenzen.split()
    assert verhouding.ondergrens == pytest.approx(float(onder), abs=6e-11)
    assert verhouding.bovengrens == pytest.approx(float(boven), abs=6e-11)
    assert verhouding.verhouding == int(nieuw) / int(basis)


def test_a_share_equals_binom_test_of_r() -> None:
    """The example of R's help page of binom.test (682 of 925), and two that can be done by hand."""
    assert counts.aandeel_interval(682, 925) == pytest.approx((0.7076683, 0.7654066), abs=5e-8)
    # none of ten: the upper end is where 0 in 10 has 2.5 %, the tenth root of it from one
    assert counts.aandeel_interval(0, 10) == pytest.approx((0, 1 - 0.025**0.1), abs=1e-12)
    assert counts.aandeel_interval(10, 10) == pytest.approx((0.025**0.1, 1), abs=1e-12)


@pytest.mark.parametrize(("deel", "geheel"), [(3, 2), (0, 0), (-1, 5)])
def test_a_share_is_part_of_something(deel: int, geheel: int) -> None:
    with pytest.raises(ValueError):
        counts.aandeel_interval(deel, geheel)


def _maandreeks() -> tuple[np.ndarray, np.ndarray]:
    with (ORAKEL / "maandreeks.csv").open(newline="") as bron:
        rijen = list(csv.DictReader(bron))
    return np.array([int(rij["aantal"]) for rij in rijen]), np.array([int(rij["dagen"]) for rij in rijen])


def test_dispersion_of_a_monthly_series_equals_r() -> None:
    aantal, dagen = _maandreeks()
    gevonden = counts.dispersie(aantal, dagen, np.arange(84))
    assert gevonden.phi == pytest.approx(float(_soort("phi_pearson")[0][0]), rel=1e-9)
    # R: constant, t, sin, cos, sin2, cos2
    tabel = np.array([[float(veld) for veld in velden[1:]] for velden in _soort("coef")])
    assert gevonden.coef == pytest.approx(tabel[:, 0], abs=2e-10)
    assert gevonden.se == pytest.approx(tabel[:, 1], abs=2e-10)


def test_dispersion_does_not_depend_on_the_first_month_nor_on_the_order() -> None:
    aantal, dagen = _maandreeks()
    phi = counts.dispersie(aantal, dagen, np.arange(84)).phi
    assert counts.dispersie(aantal, dagen, np.arange(84) + 5).phi == pytest.approx(phi, rel=1e-9)
    assert counts.dispersie(aantal[::-1], dagen[::-1], np.arange(84)[::-1]).phi == pytest.approx(
        phi, rel=1e-9
    )


def test_dispersion_has_a_floor_of_one_and_an_answer_for_a_place_without_incidents() -> None:
    vlak = counts.dispersie(np.full(36, 40), np.full(36, 30), np.arange(36))
    assert vlak.phi == 1
    assert vlak.phi_pearson < 1e-9
    niets = counts.dispersie(np.zeros(36), np.full(36, 30), np.arange(36))
    assert niets.phi == 1
    assert math.isnan(niets.phi_pearson)


@pytest.mark.parametrize("maanden", [{3: 1, 17: 2, 18: 1, 40: 4}, {30: 1, 45: 1}, {27: 1}])
def test_too_few_incidents_for_a_season_leave_a_constant(maanden: dict[int, int]) -> None:
    zeldzaam = np.zeros(60)
    zeldzaam[list(maanden)] = list(maanden.values())
    gevonden = counts.dispersie(zeldzaam, np.full(60, 30), np.arange(60))
    gemiddeld = zeldzaam.sum() / 60
    assert gevonden.phi_pearson == pytest.approx(
        ((zeldzaam - gemiddeld) ** 2).sum() / gemiddeld / 59, rel=1e-9
    )
    assert np.isnan(gevonden.coef[1:]).all()


# notes on power (one-sided 5 %, phi 1 and 3): a yearly change of -5 %, then four such years on end (-18.5 %)
@pytest.mark.parametrize(
    ("basis", "verandering", "bij_phi_1", "bij_phi_3"),
    [
        (14903, -0.05, 1.00, 0.97), (2900, -0.05, 0.86, 0.46), (600, -0.05, 0.33, 0.17),
        (184, -0.05, 0.16, 0.10), (40, -0.05, 0.09, 0.07),
        (600, 0.95**4 - 1, 1.00, 0.86), (184, 0.95**4 - 1, 0.83, 0.42), (40, 0.95**4 - 1, 0.30, 0.14),
    ],
)  # fmt: skip
def test_power(basis: int, verandering: float, bij_phi_1: float, bij_phi_3: float) -> None:
    gevonden = [counts.onderscheidingsvermogen(basis, verandering, phi) for phi in (1, 3)]
    assert gevonden == pytest.approx([bij_phi_1, bij_phi_3], abs=0.0051)


def test_power_agrees_with_the_exact_test_it_plans() -> None:
    aantal = np.arange(3001)
    ziet = np.array([counts.toets_telling(k, 2900)[0] <= 0.05 for k in aantal[2500:]])
    exact = stats.poisson.pmf(aantal[2500:][ziet], 2900 * 0.95).sum()
    assert counts.onderscheidingsvermogen(2900, -0.05) == pytest.approx(exact, abs=0.01)


def test_years_until_a_yearly_change_shows() -> None:
    # a district sees 5 % in a year (0.86); an average municipality after four years (0.83)
    assert counts.jaren_tot_zichtbaar(2900, -0.05) == 1
    assert counts.jaren_tot_zichtbaar(184, -0.05) == 4
    assert counts.jaren_tot_zichtbaar(184, -0.05, phi=3) == 7
    assert counts.jaren_tot_zichtbaar(3, -0.05, hoogstens=20) is None


@pytest.mark.parametrize("phi", [1.0, 3.0, 16.0])
@pytest.mark.parametrize("mu", [2.0, 40.0, 600.0])
def test_level_and_coverage_hold_for_counts_that_come_in_bursts(phi: float, mu: float) -> None:
    """Negative binomial with variance phi * mu, summed over all outcomes."""
    k = np.arange(int(mu + 12 * math.sqrt(phi * mu)) + 60)
    kans = stats.poisson.pmf(k, mu) if phi == 1 else stats.nbinom.pmf(k, mu / (phi - 1), 1 / phi)
    onder, boven = counts.poisson_interval(k, phi=phi)
    assert 0.949 <= kans[(onder <= mu) & (mu <= boven)].sum() <= (0.98 if mu >= 40 else 1)
    toetsen = np.array([counts.toets_telling(aantal, mu, phi) for aantal in k])
    for zijde in (0, 1):
        assert kans[toetsen[:, zijde] <= 0.05].sum() <= 0.0501


def test_nothing_counted_still_says_something() -> None:
    assert counts.toets_telling(0, 10) == pytest.approx((math.exp(-10), 1))
    assert counts.toets_verhouding(0, 0, 0.8) == (1, 1)
    leeg = counts.verhouding_interval(0, 0)
    assert math.isnan(leeg.verhouding)
    assert (leeg.ondergrens, leeg.bovengrens) == (0, math.inf)
    assert counts.verhouding_interval(5, 0).verhouding == math.inf


def test_exposure_shifts_the_ratio() -> None:
    # R: poisson.test(c(30, 40), c(366, 365)): the ratio is (30 / 366) / (40 / 365)
    met = counts.verhouding_interval(30, 40, blootstelling=(366, 365))
    zonder = counts.verhouding_interval(30, 40)
    assert met.verhouding == pytest.approx(30 / 366 / (40 / 365), rel=1e-12)
    assert met.bovengrens == pytest.approx(zonder.bovengrens * 365 / 366, rel=1e-12)
    assert counts.toets_verhouding(30, 40, 0.8, blootstelling=(366, 365)) == pytest.approx(
        counts.toets_verhouding(30, 40, 0.8 * 366 / 365), rel=1e-12
    )


@pytest.mark.parametrize(
    ("fout", "waarover"),
    [
        (lambda: counts.poisson_interval([-1]), "aantal"),
        (lambda: counts.poisson_interval([math.nan]), "aantal"),
        (lambda: counts.poisson_interval([1], phi=0.9), "phi"),
        (lambda: counts.poisson_interval([1], betrouwbaarheid=95), "betrouwbaarheid"),
        (lambda: counts.toets_telling(1, 0), "padwaarde"),
        (lambda: counts.toets_verhouding(1, 1, 0), "verhouding"),
        (lambda: counts.toets_verhouding(1, 1, 1, blootstelling=(1, 0)), "Blootstelling"),
        (lambda: counts.dispersie(np.ones(23), np.full(23, 30), np.arange(23)), "23 maanden"),
        (lambda: counts.dispersie(np.ones(36), np.full(35, 30), np.arange(36)), "dagen"),
        (lambda: counts.onderscheidingsvermogen(0, -0.05), "Basis"),
    ],
)
def test_input_that_cannot_be_a_count_is_refused_by_name(fout: object, waarover: str) -> None:
    with pytest.raises(ValueError, match=waarover):
        fout()  # type: ignore[operator]


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 20000), st.floats(1, 30), st.floats(0.5, 0.999))
def test_an_interval_holds_its_count_and_widens_with_phi(aantal: int, phi: float, zeker: float) -> None:
    onder, boven = counts.poisson_interval(aantal, zeker, phi)
    assert onder <= aantal <= boven
    breder_onder, breder_boven = counts.poisson_interval(aantal, zeker, phi * 1.5)
    assert breder_onder <= onder
    assert boven <= breder_boven


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 20000), st.floats(0.5, 20000), st.floats(1, 30))
def test_p_values_move_with_the_count(aantal: int, padwaarde: float, phi: float) -> None:
    minder, meer = counts.toets_telling(aantal, padwaarde, phi)
    minder_volgende, meer_volgende = counts.toets_telling(aantal + 1, padwaarde, phi)
    assert minder <= minder_volgende
    assert meer >= meer_volgende
    assert minder + meer >= 1 - 1e-12


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 3000), st.integers(1, 3000), st.floats(0.1, 5), st.floats(1, 20))
def test_test_and_interval_of_two_counts_agree(nieuw: int, basis: int, factor: float, phi: float) -> None:
    minder, meer = counts.toets_verhouding(nieuw, basis, factor, phi=phi)
    grenzen = counts.verhouding_interval(nieuw, basis, betrouwbaarheid=0.9, phi=phi)
    if min(minder, meer) < 0.0499 or min(minder, meer) > 0.0501:
        assert (grenzen.bovengrens < factor) == (minder < 0.05)
        assert (grenzen.ondergrens > factor) == (meer < 0.05)


def test_years_of_rise_and_fall_are_not_chance() -> None:
    """Poisson counts around a level that goes up and down: phi is 1 where the trend may bend, else far over it."""
    rng = np.random.default_rng(8)
    maand = np.arange(96)
    niveau = np.interp(maand, np.arange(8) * 12 + 5.5, [1300, 1240, 1245, 1145, 1250, 1085, 1000, 960])
    knopen = [12 * jaar + 5.5 for jaar in range(8)]
    dagen = np.full(96, 30)
    reeksen = [rng.poisson(niveau) for _ in range(40)]
    recht = np.mean([counts.dispersie(reeks, dagen, maand).phi_pearson for reeks in reeksen])
    bochtig = np.mean([counts.dispersie(reeks, dagen, maand, knopen).phi_pearson for reeks in reeksen])
    assert bochtig == pytest.approx(1.0, abs=0.06)  # the mean of 40 has a standard error of 0.024
    assert recht > 1.5


def test_bends_that_cannot_be_told_are_left_out() -> None:
    """Two years with nothing at all: no bend can be fitted there, and the answer is that of the straight line."""
    aantal = np.where(np.arange(60) < 24, 0, 5)
    dagen, maand = np.full(60, 30), np.arange(60)
    met = counts.dispersie(aantal, dagen, maand, [5.5, 17.5, 29.5, 41.5, 53.5])
    assert math.isfinite(met.phi) and met.phi >= 1
