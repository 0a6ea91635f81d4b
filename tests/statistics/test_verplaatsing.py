"""Displacement: against the published worked examples, by hand, and under worlds where nothing moved."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipelines.statistics import verplaatsing as vp
from pipelines.statistics.verplaatsing import wdd

# Wheeler & Ratcliffe 2018, table 2 (Cincinnati, as in R ptools::wdd and its tests): before, after
GEBIED, CONTROLE, ZONE, ZONECONTROLE = (207, 110), (308, 318), (178, 157), (150, 140)


def test_the_example_of_the_paper() -> None:
    """By hand: -97 - 10 - 21 + 10 = -118; 317 + 626 + 335 + 290 = 1568; printed z -2.98, interval -196 to -40."""
    uit = wdd(GEBIED, CONTROLE, ZONE, ZONECONTROLE)
    assert (uit.gebied, uit.zone, uit.totaal) == (-107, -11, -118)
    assert uit.se == pytest.approx(math.sqrt(1568), rel=1e-15)
    assert (uit.se_gebied**2, uit.se_zone**2) == pytest.approx((943, 625), rel=1e-12)
    assert round(uit.z, 2) == -2.98
    assert [round(uit.totaal + kant * 1.96 * uit.se) for kant in (-1, 1)] == [-196, -40]
    assert uit.p_waarde == pytest.approx(2 * stats.norm.cdf(-118 / math.sqrt(1568)), rel=1e-12)


def test_zones_of_another_size_as_published() -> None:
    """R: wdd(c(308,318), c(207,110), c(150,140), c(178,157), area_weights = c(0.9,1.2,1.6,1.5))."""
    uit = wdd(GEBIED, CONTROLE, ZONE, ZONECONTROLE, gewichten=(1.2, 0.9, 1.5, 1.6))
    assert uit.totaal == pytest.approx(-99.69444444, abs=5e-9)
    assert uit.se == pytest.approx(35.4280755, abs=5e-8)
    assert uit.z == pytest.approx(-2.813995483, abs=5e-10)


@pytest.mark.parametrize(
    ("zones", "verwacht"),
    [  # the tests of ptools: local, displacement, total
        (((20, 10), (20, 20)), (-10, 0, -10)),
        (((20, 20), (20, 20), (20, 10), (20, 20)), (0, -10, -10)),
        (((20, 10), (20, 20), (20, 10), (20, 20)), (-10, -10, -20)),
    ],
)
def test_the_parts_as_published(zones: tuple[tuple[int, int], ...], verwacht: tuple[int, ...]) -> None:
    uit = wdd(*zones)
    assert (uit.gebied, uit.zone, uit.totaal) == verwacht


def test_extra_spread_is_that_of_each_gemeente_not_of_their_sum() -> None:
    # Poisson 20 + 30; alfa 0.1: 0.1 * (10^2 + 10^2) and, of two gemeenten, 0.1 * (10^2 + 10^2 + 5^2 + 5^2)
    uit = wdd((10, 10), [(10, 10), (5, 5)], alfa=0.1)
    assert uit.se**2 == pytest.approx(20 + 30 + 20 + 25, rel=1e-12)


def test_both_halves_are_needed_for_displacement() -> None:
    daling_alleen = wdd((400, 200), (400, 400), (400, 400), (400, 400))
    stijging_alleen = wdd((400, 400), (400, 400), (400, 600), (400, 400))
    beide = wdd((400, 200), (400, 400), (400, 600), (400, 400))
    assert daling_alleen.p_daling < 1e-5 and daling_alleen.p_verplaatsing == pytest.approx(0.5)
    assert stijging_alleen.p_stijging_zone < 1e-5 and stijging_alleen.p_verplaatsing == pytest.approx(0.5)
    assert beide.p_verplaatsing < 1e-5
    assert beide.totaal == 0 and beide.p_waarde == 1  # together nothing changed: it only moved


def test_a_fall_that_everyone_shares_is_no_difference() -> None:
    gebied, controle = (300, 120), [(700, 280), (1000, 400)]
    g = vp.gewicht_naar_omvang(controle, gebied)
    assert g == pytest.approx(2380 / 420)
    assert wdd(gebied, controle, gewichten=(1, g, 1, 1)).gebied == pytest.approx(0, abs=1e-9)
    assert math.isnan(vp.gewicht_naar_omvang([(0, 0)], gebied))
    assert math.isnan(vp.gewicht_naar_omvang(controle, (0, 0)))


def _permuteer(gebied: tuple[int, int], controle: tuple[int, int], keer: int = 40_000) -> float:
    """Share of re-drawings of who was before and who after that give this fall or more."""
    kans = np.random.default_rng(5)
    n_na = gebied[1] + controle[1]
    na = kans.hypergeometric(sum(gebied), sum(controle), n_na, keer)
    return float(np.mean(na < gebied[1]) + np.mean(na == gebied[1]) / 2)  # mid-p: counts are whole


@pytest.mark.parametrize(
    ("gebied", "controle"), [((207, 170), (308, 318)), ((120, 100), (900, 850)), ((60, 40), (600, 560))]
)
def test_p_agrees_with_a_permutation(gebied: tuple[int, int], controle: tuple[int, int]) -> None:
    g = vp.gewicht_naar_omvang(controle, gebied)
    assert wdd(gebied, controle, gewichten=(1, g, 1, 1)).p_daling == pytest.approx(
        _permuteer(gebied, controle), abs=0.01
    )


def _wereld(kans: np.random.Generator, alfa: float, trend: float) -> np.ndarray:
    """(90, 2) counts where all areas follow one trend and nothing moves."""
    verwacht = np.geomspace(40, 1500, 90)[:, None] * np.array([1.0, trend])
    if alfa:
        verwacht = verwacht * kans.gamma(1 / alfa, alfa, verwacht.shape)
    return kans.poisson(verwacht).astype(float)


def _p_waarden(paar: np.ndarray) -> list[vp.Verplaatsing]:
    """Every area with its two nearest in the row as neighbours, controls as in the warehouse."""
    alfa, omvang = vp.spreiding(paar), np.geomspace(40, 1500, 90)
    uit = []
    for i in range(90):
        buren = [(i + 41) % 90, (i + 43) % 90]
        eigen, rond = vp.kies_controles(omvang, i, buren)
        g1, g2 = (vp.gewicht_naar_omvang(paar[a], paar[b]) for a, b in ((eigen, i), (rond, buren)))
        gewichten = (1, g1, 1, g2)
        uit.append(wdd(paar[i], paar[eigen], paar[buren], paar[rond], gewichten=gewichten, alfa=alfa))
    return uit


@pytest.mark.parametrize(
    ("alfa", "trend", "laagst"), [(0.0, 1.0, 0.03), (0.01, 1.0, 0.03), (0.01, 0.5, 0.01)]
)
def test_nothing_moved_and_five_percent_says_it_did(alfa: float, trend: float, laagst: float) -> None:
    """Type I over 40 worlds x 90 areas: about 5 %, and less (never more) under a shared fall."""
    kans = np.random.default_rng(2018)
    waarden = [w for _ in range(40) for w in _p_waarden(_wereld(kans, alfa, trend))]
    for veld in ("p_daling", "p_stijging_zone", "p_waarde"):
        aandeel = np.mean([getattr(w, veld) <= 0.05 for w in waarden])
        assert laagst <= aandeel <= 0.062, veld
    assert np.mean([w.p_verplaatsing <= 0.05 for w in waarden]) <= 0.01


def test_without_the_extra_spread_far_more_would_seem_to_move() -> None:
    """What phi is for: the same worlds, read as Poisson, cry wolf."""
    kans = np.random.default_rng(2018)
    paren = [_wereld(kans, 0.01, 1.0) for _ in range(10)]
    eigen = vp.kies_controles(np.geomspace(40, 1500, 90), 80, [])[0]
    z = [wdd(p[80], p[eigen], gewichten=(1, vp.gewicht_naar_omvang(p[eigen], p[80]), 1, 1)).se for p in paren]
    met = [
        wdd(
            p[80],
            p[eigen],
            gewichten=(1, vp.gewicht_naar_omvang(p[eigen], p[80]), 1, 1),
            alfa=vp.spreiding(p),
        ).se
        for p in paren
    ]
    assert np.mean(met) > 2 * np.mean(z)


def _momenten(paar: np.ndarray) -> float:
    """alfa by moments, which true changes blow up."""
    m, p = paar.sum(axis=1), paar[:, 1].sum() / paar.sum()
    kwadraat = (paar[:, 1] - p * m) ** 2 / (m * p * (1 - p))
    return float(np.sum(kwadraat - 1) / np.sum(2 * m * p * (1 - p)))


@pytest.mark.parametrize("alfa", [0.0, 0.003, 0.02])
def test_the_spread_is_found_and_true_changes_hardly_move_it(alfa: float) -> None:
    kans = np.random.default_rng(7)
    gevonden, verstoord, ongeknipt = [], [], []
    for _ in range(60):
        paar = _wereld(kans, alfa, 0.8)
        gevonden.append(vp.spreiding(paar))
        paar[70:74, 1] = np.round(paar[70:74, 1] * 0.5)
        verstoord.append(vp.spreiding(paar))
        ongeknipt.append(_momenten(paar))
    assert np.mean(gevonden) == pytest.approx(alfa, rel=0.12, abs=4e-4)
    assert np.mean(verstoord) - alfa < 0.65 * (np.mean(ongeknipt) - alfa)


def test_spread_needs_areas_and_incidents() -> None:
    assert vp.spreiding(np.array([(10, 300)] * 5, dtype=float)) == 0  # too few areas
    assert vp.spreiding(np.array([(1, 2), (2, 1)] * 30, dtype=float)) == 0  # too small
    assert vp.spreiding(np.array([(100, 0)] * 30, dtype=float)) == 0  # nothing left to compare


def test_controls_resemble_in_size_and_are_nobody_twice() -> None:
    omvang = np.array([100, 99, 0, 104, 50, 51, 49, 48, 210, 201])
    eigen, rond = vp.kies_controles(omvang, 0, [4, 8], aantal=2)
    # 1 and 3 lie nearest to 100; 8 (210) comes first and takes 9 (ratio 1.04), then 5 (51) and 6 (49); 4 the rest
    assert eigen == [1, 3]
    assert rond == [9, 5, 6, 7]
    assert not set(eigen) & set(rond) and not {0, 2, 4, 8} & {*eigen, *rond}


def test_q_values_equal_r() -> None:
    """R: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), method = "BH")."""
    q = vp.benjamini_hochberg([0.01, 0.04, 0.03, 0.005, 0.5])
    assert q == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.5], rel=1e-12)
    q = vp.benjamini_hochberg([0.01, math.nan, 0.04])
    assert q[[0, 2]] == pytest.approx([0.02, 0.04]) and math.isnan(q[1])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_q_values_keep_the_order_and_equal_scipy(p: list[float]) -> None:
    assert vp.benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p), rel=1e-9, abs=1e-300)


def test_a_peak_is_a_rise_that_was_undone() -> None:
    lang = (1000, 1000)
    hoog, gewoon, laag = (wdd((1000, n), lang) for n in (1400, 1000, 600))
    assert vp.na_piek(hoog, gewoon) is True
    assert vp.na_piek(hoog, laag) is False  # it fell below what it used to be
    assert vp.na_piek(gewoon, laag) is False  # there was no peak
    assert vp.na_piek(None, laag) is None


@pytest.mark.parametrize(
    ("q_daling", "q_verplaatsing", "p_zone", "piek", "verwacht"),
    [
        (0.01, 0.01, 0.99, False, "verplaatsing"),
        (0.05, 0.05, 0.99, False, "verplaatsing"),
        (0.01, 0.01, 0.99, True, "daling na een piek"),
        (0.01, 0.06, 0.5, False, "daling zonder verplaatsing"),
        (0.01, 0.9, 0.05, False, "daling, ook bij de buren"),
        (0.051, 0.9, 0.5, False, "geen aantoonbare daling"),
        (0.051, 0.9, 0.5, True, "geen aantoonbare daling"),
        (math.nan, math.nan, math.nan, False, "niet te bepalen"),
        (0.01, math.nan, math.nan, False, "niet te bepalen"),
    ],
)
def test_one_label_for_what_can_be_said(
    q_daling: float, q_verplaatsing: float, p_zone: float, piek: bool, verwacht: str
) -> None:
    assert vp.uitkomst(q_daling, q_verplaatsing, p_zone, piek=piek) == verwacht
    assert verwacht in vp.UITKOMSTEN


@pytest.mark.parametrize(
    ("fout", "waarover"),
    [
        (lambda: wdd((-1, 2), (1, 2)), "paren"),
        (lambda: wdd((1, math.nan), (1, 2)), "paren"),
        (lambda: wdd((1, 2, 3), (1, 2)), "paren"),
        (lambda: wdd((1, 2), (1, 2), alfa=-0.1), "alfa"),
        (lambda: wdd((1, 2), (1, 2), gewichten=(1, 0, 1, 1)), "gewicht"),
    ],
)
def test_what_cannot_be_a_count_is_refused(fout: object, waarover: str) -> None:
    with pytest.raises(ValueError, match=waarover):
        fout()  # type: ignore[operator]
