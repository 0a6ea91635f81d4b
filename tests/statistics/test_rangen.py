"""Ranks: ties share a place, intervals of ranks by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.statistics import rangen


def test_ties_share_the_best_place() -> None:
    plaats, gelijken = rangen.rang([3, 9, 7, 7, 1])
    assert plaats.tolist() == [4, 1, 2, 2, 5]
    assert gelijken.tolist() == [1, 1, 2, 2, 1]


def test_interval_of_a_rank_counts_who_is_surely_before_and_behind() -> None:
    # A 8-10, B 5-7, C 6-9, D 1-2: A and C overlap, D is behind all; B touches nobody but C
    laag, hoog = rangen.rang_interval([8, 5, 6, 1], [10, 7, 9, 2])
    assert laag.tolist() == [1, 2, 1, 4]
    assert hoog.tolist() == [2, 3, 3, 4]


def test_touching_intervals_say_nothing() -> None:
    laag, hoog = rangen.rang_interval([1, 2], [2, 3])
    assert (laag.tolist(), hoog.tolist()) == ([1, 1], [2, 2])


def test_interval_always_holds_the_place() -> None:
    rng = np.random.default_rng(4)
    aantal = rng.poisson(rng.gamma(1.5, 30, 400))
    plaats, gelijken, laag, hoog = rangen.rang_van_tellingen(aantal, np.ones(400), phi=3.0)
    assert np.all((laag <= plaats) & (plaats <= hoog))
    # whoever shares a place could have any of the places they share
    assert np.all(hoog >= plaats + gelijken - 1)


def test_two_counts_that_chance_cannot_swap() -> None:
    # Garwood at sqrt(0.95) each: 1000 lies in 931-1073, 100 in 79-124
    plaats, _, laag, hoog = rangen.rang_van_tellingen([100, 1000], [1, 1], phi=1.0)
    assert (plaats.tolist(), laag.tolist(), hoog.tolist()) == ([2, 1], [2, 1], [2, 1])
    # as rates: 1000 reports among 20 times the people is the lower one
    assert rangen.rang_van_tellingen([100, 1000], [1, 20], phi=1.0)[0].tolist() == [1, 2]


def test_the_true_order_lies_in_the_intervals_at_the_rate_that_is_promised() -> None:
    """Joint coverage over 300 draws of 60 areas with variance 3 x the mean: at least 95 %, give or take chance."""
    rng = np.random.default_rng(11)
    mu = np.geomspace(20, 400, 60)
    waar = rangen.rang(mu)[0]
    raak = 0
    for _ in range(300):
        y = rng.negative_binomial(mu / 2, 1 / 3)  # mean mu, variance 3 mu
        _, _, laag, hoog = rangen.rang_van_tellingen(y, np.ones(60), phi=3.0)
        raak += bool(np.all((laag <= waar) & (waar <= hoog)))
    assert raak >= 275  # binomial(300, 0.95) is below 275 once in 700


def test_bounds_that_are_swapped_are_refused() -> None:
    with pytest.raises(ValueError, match="ondergrens"):
        rangen.rang_interval([2], [1])


def test_estimates_that_chance_cannot_swap() -> None:
    # two intervals that hold together with 95 %: each margin times 2.2365 / 1.9600
    plaats, gelijken, laag, hoog = rangen.rang_van_schattingen([50.0, 44.0], [2.5, 2.5])
    assert (plaats.tolist(), gelijken.tolist()) == ([1, 2], [1, 1])
    assert (laag.tolist(), hoog.tolist()) == ([1, 2], [1, 2])
    # 2.5 -> 2.853 each: at a distance of 5.7 they touch, at 5.71 they do not
    assert rangen.rang_van_schattingen([50.0, 44.30], [2.5, 2.5])[2].tolist() == [1, 1]
    assert rangen.rang_van_schattingen([50.0, 44.29], [2.5, 2.5])[2].tolist() == [1, 2]


def test_the_true_order_of_estimates_lies_in_the_intervals() -> None:
    rng = np.random.default_rng(5)
    mu = rng.normal(44, 5, 50)
    waar = rangen.rang(mu)[0]
    raak = 0
    for _ in range(300):
        _, _, laag, hoog = rangen.rang_van_schattingen(rng.normal(mu, 4.3 / 1.96), np.full(50, 4.3))
        raak += bool(np.all((laag <= waar) & (waar <= hoog)))
    assert raak >= 275  # binomial(300, 0.95) is below 275 once in 700


def test_an_estimate_without_a_margin_has_no_place() -> None:
    with pytest.raises(ValueError, match="marge"):
        rangen.rang_van_schattingen([50.0, 44.0], [2.5, 0.0])
