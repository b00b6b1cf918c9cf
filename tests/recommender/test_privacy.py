"""One shopper's influence is bounded, every counted pair gets noise, and a device sends what it adds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.pair_counts import pair_counts
from recommender.privacy import (
    PrivateRulesConfig,
    PrivateRulesScorer,
    bytes_sent,
    clipped,
    near_by_content,
    within,
)
from recommender.sequences import Sequences

N_PRODUCTS = 6
Lists = st.lists(st.lists(st.integers(0, N_PRODUCTS - 1), max_size=7), min_size=1, max_size=6)


def made(lists: list[list[int]]) -> Sequences:
    return Sequences(N_PRODUCTS, tuple(np.array(products, dtype=np.int32) for products in lists))


@settings(deadline=None)
@given(Lists, st.floats(0.1, 3))
def test_a_shopper_more_or_less_moves_the_sum_by_the_bound_at_most(lists: list[list[int]], bound: float) -> None:
    with_, without = (
        clipped(pair_counts(made(some), window=3, together=0.35), bound).summed().toarray()
        for some in (lists, lists[:-1])
    )
    assert np.linalg.norm(with_ - without) <= bound + 1e-9


def test_who_adds_little_is_not_scaled() -> None:
    pairs = pair_counts(made([[0, 1]]), window=1, together=0.0)
    assert clipped(pairs, 2.0).norms() == pytest.approx([1.0])
    assert clipped(pairs, 0.5).norms() == pytest.approx([0.5])
    with pytest.raises(ValueError, match="bound"):
        clipped(pairs, 0.0)


def test_what_is_counted_does_not_depend_on_shoppers() -> None:
    """Two kinds of content: nobody's list makes a pair across them count."""
    kinds = np.array([[1, 0]] * 3 + [[0, 1]] * 3, dtype=np.float32)
    scorer = PrivateRulesScorer(kinds, PrivateRulesConfig(epsilon=None, public=0.0))
    scorer.fit(made([[0, 3, 1]] * 50))
    scores = scorer.scores([np.array([0], dtype=np.int32)])[0]
    assert scores[1] > 0
    assert not scores[3:].any()


def test_noise_is_of_the_size_that_was_promised() -> None:
    """Nobody took anything: all that is seen is noise, and it is as wide as the mechanism says."""
    rng = np.random.default_rng(3)
    content = rng.random((300, 4)).astype(np.float32)
    sizes = {}
    for epsilon in (1.0, 8.0):
        config = PrivateRulesConfig(epsilon=epsilon, near=100, threshold=0.0, public=0.0, damping=0.0, decay=1.0)
        scorer = PrivateRulesScorer(content / np.linalg.norm(content, axis=1, keepdims=True), config)
        scorer.fit(Sequences(300, ()))
        scores = scorer.scores([np.array([at], dtype=np.int32) for at in range(300)])
        sizes[epsilon] = float(np.sqrt((scores[scores > 0] ** 2).mean()))
    assert sizes[1.0] == pytest.approx(3.73, rel=0.05)
    assert sizes[8.0] < 0.75


def test_pairs_off_the_support_are_left_out() -> None:
    pairs = pair_counts(made([[0, 1, 2]]), window=2, together=0.0)
    assert within(pairs, np.array([0 * N_PRODUCTS + 2])).summed().toarray()[0].tolist() == [0, 0, 0.5, 0, 0, 0]
    assert within(pairs, np.empty(0, dtype=np.int64)).weights.size == 0


def test_nearness_is_mutual() -> None:
    content = np.array([[1.0, 0.0], [0.9, 0.4359], [0.6, 0.8], [0.0, 1.0]], dtype=np.float32)
    near = near_by_content(content, 1).toarray()
    np.testing.assert_array_equal(near > 0, (near > 0).T)
    assert near[0, 1] > 0
    assert near[0, 3] == 0


def test_a_device_sends_eight_bytes_a_pair() -> None:
    assert bytes_sent(pair_counts(made([[0, 1], [], [0, 1, 2]]), window=1, together=0.0)).tolist() == [8, 0, 16]
