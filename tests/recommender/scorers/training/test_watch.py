"""What is watched is held out of what is learned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from recommender.scorers.training.watch import watch
from recommender.sequences import ProductNumbers, Sequences

TAKEN = ([0, 1, 2], [3, 4], [5, 6, 7, 8], [1], [2, 3, 2])
LISTS = Sequences(9, tuple(np.array(products, dtype=np.int32) for products in TAKEN))


def test_lists_long_enough_lose_their_last_product() -> None:
    held = watch(LISTS, 10, seed=1)
    assert [products.tolist() for products in held.lists] == [[0, 1], [3, 4], [5, 6, 7], [1], [2, 3, 2]]
    assert sorted((h.tolist(), t) for h, t in zip(held.histories, held.targets.tolist(), strict=True)) == [
        ([0, 1], 2), ([5, 6, 7], 8),
    ]  # fmt: skip


def test_only_so_many_are_held_out_and_the_seed_says_which() -> None:
    assert len(watch(LISTS, 1, seed=1).histories) == 1
    assert {tuple(watch(LISTS, 1, seed=seed).histories[0].tolist()) for seed in range(20)} == {(0, 1), (5, 6, 7)}


def test_nothing_watched_is_nothing_held_out() -> None:
    held = watch(LISTS, 0, seed=1)
    assert held.lists is LISTS.lists
    assert held.ndcg(lambda histories: np.zeros((len(histories), 9), dtype=np.float32)) == 0.0


def test_ndcg_is_the_place_of_what_was_held_out() -> None:
    def second(histories: Sequence[ProductNumbers]) -> np.ndarray:
        scores = np.zeros((len(histories), 9), dtype=np.float32)
        scores[:, [4, 2, 8]] = [3, 2, 2]  # 2 and 8 share the places behind 4; what a history holds is left out
        scores[[history.tolist() == [0, 1] for history in histories], 8] = 1
        scores[[history.tolist() != [0, 1] for history in histories], 2] = 1
        return scores

    assert watch(LISTS, 10, seed=1).ndcg(second) == pytest.approx(1 / np.log2(3))
