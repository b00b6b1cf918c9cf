"""Variety, tastes in proportion and rest: nothing is lost, and each dial does what it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from recommender.diversity import calibrated, rested, varied

Scores = st.lists(st.integers(0, 5), min_size=1, max_size=8)
Lists = st.permutations(range(8)).map(lambda products: products[:6])


def likeness_of(scores: list[int], seed: int) -> NDArray[np.float64]:
    half = np.random.default_rng(seed).random((len(scores), len(scores)))
    return np.asarray((half + half.T) / 2)


def by_score(scores: list[int]) -> list[int]:
    return sorted(range(len(scores)), key=lambda at: (-scores[at], at))


@settings(deadline=None)
@given(Scores, st.integers(0, 99), st.integers(0, 10))
def test_dial_0_is_the_ranking_itself(scores: list[int], seed: int, n: int) -> None:
    numbers = np.array(scores, dtype=np.float64)
    assert varied(numbers, likeness_of(scores, seed), 0.0, n) == by_score(scores)
    kinds = np.eye(3)[np.arange(len(scores)) % 3]
    assert calibrated(numbers, kinds, np.array([0.2, 0.8, 0.0]), 0.0, n) == by_score(scores)


@settings(deadline=None)
@given(Scores, st.integers(0, 99), st.integers(0, 10), st.floats(0, 1))
def test_every_product_has_one_place(scores: list[int], seed: int, n: int, dial: float) -> None:
    numbers, kinds = np.array(scores, dtype=np.float64), np.eye(3)[np.arange(len(scores)) % 3]
    everything = list(range(len(scores)))
    assert sorted(varied(numbers, likeness_of(scores, seed), dial, n)) == everything
    assert sorted(calibrated(numbers, kinds, np.full(3, 1 / 3), dial, n)) == everything


@settings(deadline=None)
@given(Scores, st.integers(0, 99), st.floats(0, 0.99))
def test_the_best_stays_first_in_a_varied_list(scores: list[int], seed: int, dial: float) -> None:
    best = varied(np.array(scores, dtype=np.float64), likeness_of(scores, seed), dial, 5)[0]
    assert scores[best] == max(scores)


def test_a_twin_makes_room_for_something_else_as_the_dial_turns() -> None:
    scores = np.array([1.0, 0.9, 0.5, 0.0])
    likeness = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], dtype=np.float64)
    assert varied(scores, likeness, 0.1, 3) == [0, 1, 2, 3]
    assert varied(scores, likeness, 0.3, 3) == [0, 2, 1, 3]
    assert varied(scores, likeness, 0.5, 3) == [0, 2, 3, 1]
    assert varied(scores, likeness, 1.0, 3)[:3] == [0, 2, 3]


def test_a_list_takes_on_the_shares_of_the_taste() -> None:
    """Who likes coats three times of four gets three coats in four places, though hats score best."""
    scores = np.array([1.0, 0.95, 0.9, 0.85, 0.5, 0.45, 0.4, 0.35])
    kinds = np.array([[1, 0]] * 4 + [[0, 1]] * 4, dtype=np.float64)
    first = calibrated(scores, kinds, np.array([0.25, 0.75]), 0.9, 4)[:4]
    assert sorted(first) == [0, 4, 5, 6]


def test_a_shopper_of_no_known_taste_gets_the_ranking() -> None:
    assert calibrated(np.array([1.0, 3.0, 2.0]), np.eye(3), np.zeros(3), 0.8, 3) == [1, 2, 0]


@pytest.mark.parametrize("dial", [-0.1, 1.1])
def test_a_dial_beyond_its_ends_is_an_error(dial: float) -> None:
    with pytest.raises(ValueError, match="dial"):
        varied(np.ones(2), np.eye(2), dial, 2)
    with pytest.raises(ValueError, match="dial"):
        calibrated(np.ones(2), np.eye(2), np.ones(2) / 2, dial, 2)


def test_what_led_before_does_not_lead_again() -> None:
    ranked = ["a", "b", "c", "d", "e", "f", "g"]
    assert rested(ranked, [["a", "b", "c", "d"]]) == ["d", "e", "f", "a", "b", "c", "g"]
    assert rested(ranked, [["a", "b", "c", "d"]], answered={"b"}) == ["b", "d", "e", "a", "c", "f", "g"]
    assert rested(ranked, [["a", "b", "c"], ["d", "e", "f"], ["x", "y", "z"]]) == ranked


@settings(deadline=None)
@given(st.lists(Lists, max_size=3))
def test_rest_drops_nothing_and_repeats_no_leader_where_others_are_left(shown: list[list[int]]) -> None:
    ranked = list(range(12))
    order = rested(ranked, shown)
    assert sorted(order) == ranked
    led = {product for list_ in shown[-2:] for product in list_[:3]}
    assert not led & set(order[:3])
    assert [at for at in order if at not in order[:3]] == sorted(set(ranked) - set(order[:3]))
