"""Lists of different lengths as rectangles: equals beside equals, so that little is padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from recommender.sequences import ProductNumbers

_POOL = 32  # batches that are sorted by length together: the rest of the order stays random


def padded(lists: Sequence[ProductNumbers]) -> NDArray[np.int64]:
    """`(len(lists), longest)`: every list from the left, then -1."""
    lengths = np.array([products.size for products in lists], dtype=np.int64)
    rows = np.full((lengths.size, int(lengths.max(initial=0))), -1, dtype=np.int64)
    if lengths.sum():
        rows[np.arange(rows.shape[1])[None, :] < lengths[:, None]] = np.concatenate(lists)
    return rows


def batches(lists: Sequence[ProductNumbers], size: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """`padded` batches of at most `size` lists, each list once, in an order that `rng` alone decides."""
    order = rng.permutation(len(lists))
    cut: list[NDArray[np.int64]] = []
    for start in range(0, order.size, _POOL * size):
        pool = sorted(order[start : start + _POOL * size].tolist(), key=lambda row: lists[row].size)
        cut += [np.array(pool[at : at + size]) for at in range(0, len(pool), size)]
    for at in rng.permutation(len(cut)).tolist():
        yield padded([lists[row] for row in cut[at].tolist()])
