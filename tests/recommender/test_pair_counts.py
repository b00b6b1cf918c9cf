"""What shoppers add, one by one, is what the counting models count together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.pair_counts import pair_counts
from recommender.scorers.seq_rules import followers
from recommender.scorers.weighted_histories import weighted
from recommender.sequences import Sequences

N_PRODUCTS = 6
Lists = st.lists(st.lists(st.integers(0, N_PRODUCTS - 1), max_size=7), max_size=6)


def made(lists: list[list[int]]) -> Sequences:
    return Sequences(N_PRODUCTS, tuple(np.array(products, dtype=np.int32) for products in lists))


@settings(deadline=None)
@given(Lists, st.integers(1, 5), st.sampled_from([0.0, 0.35]))
def test_the_sum_is_what_seq_rules_count(lists: list[list[int]], window: int, together: float) -> None:
    sequences = made(lists)
    taken = weighted(sequences.lists, N_PRODUCTS)
    both = (taken.T @ taken).toarray()
    np.fill_diagonal(both, 0)
    expected = followers(sequences, window).toarray() + together * both
    found = pair_counts(sequences, window=window, together=together).summed().toarray()
    np.testing.assert_allclose(found, expected, atol=1e-6)


@settings(deadline=None)
@given(Lists, Lists)
def test_sums_of_parts_of_the_shoppers_add_up_to_the_sum_of_all(some: list[list[int]], others: list[list[int]]) -> None:
    """The federated form: each sends its own sum, and nothing is lost."""
    one, other, all_ = (
        pair_counts(made(lists), window=3, together=0.5).summed().toarray() for lists in (some, others, some + others)
    )
    np.testing.assert_allclose(one + other, all_, atol=1e-9)


def test_norms_are_of_each_shopper() -> None:
    pairs = pair_counts(made([[0, 1], [], [2, 3, 4]]), window=1, together=0.0)
    assert pairs.norms() == pytest.approx([1.0, 0.0, 2**0.5])
    assert pairs.where(pairs.shoppers == 2).norms() == pytest.approx([0.0, 0.0, 2**0.5])
