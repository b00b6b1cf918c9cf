"""Held-out products that tell during training which epoch is best: of the training lists, never of the judged part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import BATCH, gains, target_ranks, without_history
from recommender.sequences import ProductNumbers, Sequences

Scores = Callable[[Sequence[ProductNumbers]], NDArray[np.float32]]
_SHORTEST = 3  # a list needs two products to learn from when its last is held out


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """`lists` are what may be learned from; `targets[i]` came after `histories[i]`."""

    lists: tuple[ProductNumbers, ...]
    histories: tuple[ProductNumbers, ...] = ()
    targets: ProductNumbers | None = None

    def ndcg(self, scores: Scores) -> float:
        """Mean NDCG@10 of the held-out products among all that the history does not hold; 0 when there are none."""
        if self.targets is None or not self.targets.size:
            return 0.0
        found = []
        for start in range(0, len(self.histories), BATCH):
            histories, targets = self.histories[start : start + BATCH], self.targets[start : start + BATCH]
            found.append(gains(target_ranks(without_history(scores(histories), histories), targets)))
        return float(np.concatenate(found).mean())


def watch(sequences: Sequences, n: int, seed: int) -> Watch:
    """Holds out the last product of `n` lists drawn by the seed, or of all that allow it when there are fewer.

    A list allows it when it is long enough and its last product was not taken before.
    """
    long_enough = np.array([
        row
        for row, products in enumerate(sequences.lists)
        if products.size >= _SHORTEST and products[-1] not in products[:-1]
    ])  # fmt: skip
    if not n or not long_enough.size:
        return Watch(sequences.lists)
    drawn = np.random.default_rng(seed).permutation(long_enough)[:n]
    held_out = set(drawn.tolist())
    return Watch(
        tuple(products[:-1] if row in held_out else products for row, products in enumerate(sequences.lists)),
        tuple(sequences.lists[row][:-1] for row in drawn.tolist()),
        np.array([sequences.lists[row][-1] for row in drawn.tolist()], dtype=np.int32),
    )
