"""Item-kNN: products that the same shoppers took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import dense, fitted, largest_of_rows, weighted
from recommender.sequences import ProductNumbers, Sequences


@dataclass(frozen=True, slots=True)
class ItemKNNConfig:
    neighbours: int = 200
    shrink: float = 10.0  # shoppers in common that are taken for chance
    decay: float = 0.7  # of a history's product for each step back


class ItemKNNScorer:
    """Likeness = shoppers who took both / (sqrt(n_i * n_j) + shrink); the score sums `decay^(steps ago) * likeness`.

    Cosine of product columns (Sarwar et al. 2001, WWW), each product keeping its nearest.
    """

    def __init__(self, config: ItemKNNConfig | None = None) -> None:
        self.config = config or ItemKNNConfig()
        self._likeness: Any = None

    def fit(self, sequences: Sequences) -> None:
        taken = weighted(sequences.lists, sequences.n_products)
        both = (taken.T @ taken).tocsr().astype(np.float32)
        both.setdiag(0)
        both.eliminate_zeros()
        size = np.sqrt(np.maximum(sequences.counts(), 1).astype(np.float32))
        rows, columns = both.nonzero()
        both.data /= size[rows] * size[columns] + self.config.shrink
        self._likeness = largest_of_rows(both, self.config.neighbours)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        likeness = fitted(self._likeness, self)
        return dense(weighted(histories, likeness.shape[0], self.config.decay) @ likeness)
