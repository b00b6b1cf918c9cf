"""User-kNN: what shoppers with a similar history took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import dense, fitted, largest_of_rows, unit_rows, weighted
from recommender.sequences import ProductNumbers, Sequences


@dataclass(frozen=True, slots=True)
class UserKNNConfig:
    neighbours: int = 200
    decay: float = 0.7  # of a history's product for each step back
    list_decay: float = 0.9  # the same for the shoppers compared with: their late purchases say more, too
    rarity: float = 0.0  # exponent of popularity that a shared product loses


class UserKNNScorer:
    """The score sums the likeness of the nearest fitted shoppers who took the product.

    Likeness is the cosine of recency-weighted histories in which a product counts `popularity ** -rarity` (vector
    sessions of Ludewig and Jannach 2018, arXiv:1803.09587, whose decay this is). Nothing is learned; a score costs
    one sparse product with all lists.
    """

    def __init__(self, config: UserKNNConfig | None = None) -> None:
        self.config = config or UserKNNConfig()
        self._fitted: tuple[Any, Any, NDArray[np.float32]] | None = None

    def fit(self, sequences: Sequences) -> None:
        rarity = np.maximum(sequences.counts(), 1).astype(np.float32) ** -self.config.rarity
        lists = weighted(sequences.lists, sequences.n_products, self.config.list_decay)
        known = unit_rows(lists * rarity[None, :])
        self._fitted = (known.T.tocsr(), lists, rarity)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        known, lists, rarity = fitted(self._fitted, self)
        asked = unit_rows(weighted(histories, rarity.size, self.config.decay) * rarity[None, :])
        nearest = largest_of_rows((asked @ known).tocsr(), self.config.neighbours)
        return dense(nearest @ lists)
