"""Near repeat: every permutation written out, Knox's own arithmetic by hand, and no answer where there is none."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.statistics.nabijheid import knox

# four places on a line, 0 and 1 near each other, 8 and 9 too; days 0 and 3 near each other, 20 and 24 too
PLAATS = [(0, 0), (1, 0), (8, 0), (9, 0)]
DAG = [0, 3, 20, 24]


def _tel(
    plaats: list[tuple[int, int]], dag: list[int], afstanden: list[int], dagen: list[int]
) -> list[list[int]]:
    """By definition: every pair looked at, the band found by walking the bounds."""
    tabel = [[0] * len(dagen) for _ in afstanden]
    for i, j in combinations(range(len(dag)), 2):
        ver = ((plaats[i][0] - plaats[j][0]) ** 2 + (plaats[i][1] - plaats[j][1]) ** 2) ** 0.5
        duur = abs(dag[i] - dag[j])
        a = next((k for k, grens in enumerate(afstanden) if ver <= grens), None)
        d = next((k for k, grens in enumerate(dagen) if duur <= grens), None)
        if a is not None and d is not None:
            tabel[a][d] += 1
    return tabel


def test_by_hand() -> None:
    """2 of 6 pairs within 1 unit, 2 of 6 within 7 days: 2 x 2 / 6 expected. Both near pairs are near in time."""
    uit = knox(PLAATS, DAG, [1], [7], permutaties=9999)
    assert uit.aantal == 4
    assert uit.paren.tolist() == [[2.0]]
    assert uit.verwacht[0, 0] == pytest.approx(2 / 3, abs=1e-15)
    # of the 24 orders of days, 8 put {0, 3} on one of the near pairs of places and {20, 24} on the other
    assert uit.p[0, 0] == pytest.approx(8 / 24, abs=0.015)


def test_p_is_that_of_all_permutations() -> None:
    plaats = [(0, 0), (0, 0), (2, 1), (2, 2), (7, 7), (8, 7)]
    dag = [10, 12, 30, 31, 50, 70]
    afstanden, dagen = [0, 2], [3, 20]
    uit = knox(plaats, dag, afstanden, dagen, permutaties=9999)
    geteld = np.array(_tel(plaats, dag, afstanden, dagen))
    alle = np.array([_tel(plaats, list(orde), afstanden, dagen) for orde in permutations(dag)])
    assert uit.paren.tolist() == geteld.tolist()
    np.testing.assert_allclose(uit.verwacht, alle.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(uit.p, (alle >= geteld).mean(axis=0), atol=0.02)


def test_bounds_belong_to_their_band_and_the_next_starts_above() -> None:
    """Distance 5 by 3 and 4; 14 days is the second band, 15 none."""
    uit = knox([(0, 0), (3, 4), (3, 4)], [0, 14, 29], [4, 5], [7, 14], permutaties=1)
    assert uit.paren.tolist() == [[0, 0], [0, 1]]


def test_p_is_never_0_and_the_same_each_time() -> None:
    plaats = [(x, 0) for x in range(30) for _ in range(2)]
    dag = [50 * x for x in range(30) for _ in range(2)]
    een, twee = (knox(plaats, dag, [0], [7]) for _ in range(2))
    assert een.p[0, 0] == 1 / 1000
    assert een.p.tolist() == twee.p.tolist()


def test_without_clustering_p_is_no_proof() -> None:
    """Places and days drawn apart from each other: in 200 worlds, about 5 % of p under 0.05."""
    toeval = np.random.default_rng(7)
    p = [
        knox(toeval.integers(0, 20, (60, 2)), toeval.integers(0, 100, 60), [3], [14], 199).p[0, 0]
        for _ in range(200)
    ]
    assert np.mean(np.array(p) <= 0.05) <= 0.09


@pytest.mark.parametrize("n", [0, 1])
def test_under_two_incidents_there_is_no_answer(n: int) -> None:
    uit = knox(np.zeros((n, 2)), np.zeros(n), [0, 2], [7])
    assert uit.paren.shape == (2, 1)
    assert np.isnan(uit.p).all()


@pytest.mark.parametrize(
    ("plaats", "afstanden", "dagen"),
    [
        ([(0, 0)], [1], [7]),
        (PLAATS, [], [7]),
        (PLAATS, [2, 2], [7]),
        (PLAATS, [1], [14, 7]),
        (PLAATS, [-1], [7]),
    ],
)
def test_what_cannot_be_asked(plaats: list[tuple[int, int]], afstanden: list[int], dagen: list[int]) -> None:
    with pytest.raises(ValueError, match=r"horen bij elkaar|lopen op"):
        knox(plaats, DAG, afstanden, dagen)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 40)), min_size=2, max_size=25)
)
def test_counts_are_those_of_the_definition(punten: list[tuple[int, int, int]]) -> None:
    plaats, dag = [p[:2] for p in punten], [p[2] for p in punten]
    uit = knox(plaats, dag, [0, 2, 4], [7, 14, 28], permutaties=1)
    assert uit.paren.tolist() == _tel(plaats, dag, [0, 2, 4], [7, 14, 28])


def test_blocks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    toeval = np.random.default_rng(3)
    plaats, dag = toeval.integers(0, 15, (40, 2)), toeval.integers(0, 60, 40)
    heel = knox(plaats, dag, [2], [7], 99)
    monkeypatch.setattr("pipelines.statistics.nabijheid.BLOK", 7)
    delen = knox(plaats, dag, [2], [7], 99)
    assert (heel.paren.tolist(), heel.p.tolist()) == (delen.paren.tolist(), delen.p.tolist())
