"""Places among all products, and the weights of a blend: right by hand on small cases."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

import numpy as np
import pytest
from numpy.typing import NDArray

from recommender.evaluation.next_product import (
    Places,
    Shared,
    coverage,
    gains,
    gini,
    hits,
    in_tail,
    mean,
    n_bytes,
    places,
    reciprocals,
    target_ranks,
)
from recommender.evaluation.tuning import tuned
from recommender.scorers.blend import BlendScorer, Weight, shares
from recommender.sequences import ProductNumbers, Sequences, SequenceScorer, Split


class Fixed:
    """The same row for everybody, or with `rows` one by the history's first product."""

    def __init__(self, *rows: Sequence[float]) -> None:
        self._rows = np.array(rows, dtype=np.float32)

    def fit(self, sequences: Sequences) -> None: ...

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        return self._rows[[int(history[0]) % len(self._rows) for history in histories]]


def split(histories: list[list[int]], targets: list[int], n_products: int = 5) -> Split:
    lists = tuple(np.array(products, dtype=np.int32) for products in histories)
    taken = Sequences(n_products, lists)
    return Split(taken, lists, np.array(targets, dtype=np.int32), np.arange(len(targets)))


def only(scorer: SequenceScorer, judged: Split, *, leave_out_history: bool = True) -> Places:
    return places({"only": scorer}, judged, leave_out_history=leave_out_history)["only"]


def test_a_rank_counts_what_is_higher_and_half_of_what_is_equal() -> None:
    scores = np.array([[5, 3, 3, 3, 1], [0, 0, 0, 0, 0]], dtype=np.float32)
    assert target_ranks(scores, np.array([1, 4], dtype=np.int32)).tolist() == [3.0, 3.0]


def test_what_was_taken_is_left_out_even_when_it_is_the_target() -> None:
    judged = only(Fixed([9, 8, 7, 6, 5]), split([[0, 1], [0, 1]], [2, 1]))
    assert judged.ranks.tolist() == [1.0, 4.5]
    with_history = only(Fixed([9, 8, 7, 6, 5]), split([[0, 1]], [1]), leave_out_history=False)
    assert with_history.ranks.tolist() == [2.0]


def test_measures_of_one_right_product() -> None:
    ranks = np.array([1.0, 2.0, 10.0, 10.5, 11.0])
    assert hits(ranks).tolist() == [1, 1, 1, 0, 0]
    assert gains(ranks) == pytest.approx([1, 1 / log2(3), 1 / log2(11), 0, 0])
    assert reciprocals(ranks) == pytest.approx([1, 0.5, 0.1, 0, 0])


def test_interval_is_that_of_the_normal_approximation() -> None:
    found = mean(np.array([0.0, 1.0, 1.0, 0.0]))
    assert (found.mean, found.n) == (0.5, 4)
    assert found.within == pytest.approx(1.96 * (1 / 3) ** 0.5 / 2)
    assert mean(np.empty(0)).n == 0


def test_reach() -> None:
    assert gini(np.array([3, 3, 3])) == pytest.approx(0.0)
    assert gini(np.array([0, 0, 9])) == pytest.approx(2 / 3)
    assert coverage(np.array([0, 4, 1, 0])) == 0.5


def test_tail_is_what_was_taken_fewer_than_five_times() -> None:
    assert in_tail(split([[0]] * 5 + [[1]], [0, 1, 0, 0, 0, 0])).tolist() == [False, True] + [False] * 4


def test_scores_that_cannot_be_ranked_are_refused() -> None:
    with pytest.raises(ValueError, match="not finite"):
        only(Fixed([1, np.nan, 0, 0, 0]), split([[0]], [1]))
    with pytest.raises(ValueError, match="shape"):
        only(Fixed([1, 2]), split([[0]], [1]))


def test_what_is_shared_is_scored_once() -> None:
    class Counted(Fixed):
        n = 0

        def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
            self.n += 1
            return super().scores(histories)

    counted = Counted([1, 2, 3, 4, 5], [5, 4, 3, 2, 1])
    shared = Shared(counted)
    blend = BlendScorer({"shared": shared}, {"shared": Weight(1)})
    found = places({"shared": shared, "blend": blend}, split([[0]] * 300 + [[1]] * 300, [4] * 600))
    assert counted.n == 3  # batches of 256
    assert found["shared"].ranks.tolist() == found["blend"].ranks.tolist() == [1.0] * 300 + [4.0] * 300


def test_bytes_are_those_of_the_weights() -> None:
    assert 4_000 < n_bytes(Fixed([0.0] * 1_000)) < 5_000


def test_a_blend_goes_by_the_model_that_is_right() -> None:
    """Two kinds of shoppers: one model knows what each takes, the other says the same wrong thing to all."""
    right, wrong = Fixed([0, 0, 9, 1, 1], [0, 0, 1, 9, 1]), Fixed([0, 0, 1, 1, 9], [0, 0, 1, 1, 9])
    judged = split([[0], [1]] * 20, [2, 3] * 20)
    weights = tuned({"right": right, "wrong": wrong}, judged)
    assert max(weights["right"]) > 0
    assert max(weights["wrong"]) == 0
    blend = BlendScorer({"right": right, "wrong": wrong}, weights)
    assert only(blend, judged).ranks.tolist() == [1.0] * 40


def test_nothing_to_learn_weights_from_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to learn"):
        tuned({"any": Fixed([1, 2, 3, 4, 5])}, split([[0, 1]], [1]))


def test_shares_are_of_the_best_that_is_not_taken_yet() -> None:
    history = [np.array([0], dtype=np.int32)]
    assert shares(np.array([[100, 0, 5, 10]], dtype=np.float32), history).tolist() == [[1.0, 0.0, 0.5, 1.0]]
    assert shares(np.full((1, 4), 7, dtype=np.float32), history).tolist() == [[0.0] * 4]


@pytest.mark.parametrize("weights", [{}, {"other": Weight(1)}, {"one": Weight(0)}, {"one": Weight(1, -1)}])
def test_weights_that_blend_nothing_are_refused(weights: dict[str, Weight]) -> None:
    with pytest.raises(ValueError, match=r"[Ww]eights"):
        BlendScorer({"one": Fixed([1])}, weights)
