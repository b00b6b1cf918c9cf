"""Batches: each list once, equals beside equals."""

from __future__ import annotations

import numpy as np

from recommender.scorers.training.batches import batches, padded


def numbers(*lists: list[int]) -> list[np.ndarray]:
    return [np.array(products, dtype=np.int32) for products in lists]


def test_shorter_lists_are_filled_from_the_right() -> None:
    assert padded(numbers([4, 5, 6], [], [7])).tolist() == [[4, 5, 6], [-1, -1, -1], [7, -1, -1]]


def test_no_lists_are_no_rows() -> None:
    assert padded([]).shape == (0, 0)


def test_each_list_comes_once() -> None:
    lists = numbers(*([n] * (1 + n % 7) for n in range(100)))
    rows = [row for batch in batches(lists, 8, np.random.default_rng(3)) for row in batch.tolist()]
    assert sorted([n for n in row if n >= 0] for row in rows) == sorted(products.tolist() for products in lists)


def test_little_is_padding() -> None:
    lists = numbers(*([n] * (1 + n % 10) for n in range(256)))
    cells = sum(batch.size for batch in batches(lists, 8, np.random.default_rng(3)))
    assert cells < 1.1 * sum(products.size for products in lists)


def test_the_order_is_the_seeds() -> None:
    lists = numbers(*([n] for n in range(50)))

    def order(seed: int) -> list[list[list[int]]]:
        return [batch.tolist() for batch in batches(lists, 4, np.random.default_rng(seed))]

    assert order(1) == order(1)
    assert order(1) != order(2)
