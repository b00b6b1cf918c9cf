"""A linear model of the next product from the ones before, in closed form: EASE that knows of order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import dense, fitted, inverse, largest_of_dense_rows, prefixes, weighted
from recommender.sequences import ProductNumbers, Sequences


@dataclass(frozen=True, slots=True)
class LinearTransitionConfig:
    regularisation: float = 50.0
    decay: float = 0.7  # of a product for each step back, when fitting and when scoring
    ahead: float = 0.5  # of a later product for each step after the next one
    kept: int = 500  # weights of each product that are kept, the largest by size


class LinearTransitionScorer:
    """`B = (S'S + l I)^-1 S'T`: S the recency-weighted beginnings of all lists, T what came after each of them.

    SLIT of Choi et al. 2021, arXiv:2103.16104, with a decay for both sides. Cost as EASE's.
    """

    def __init__(self, config: LinearTransitionConfig | None = None) -> None:
        self.config = config or LinearTransitionConfig()
        self._weights: Any = None

    def fit(self, sequences: Sequences) -> None:
        config = self.config
        before, after = prefixes(sequences.lists, sequences.n_products, config.decay, config.ahead)
        gram = dense(before.T @ before)
        gram[np.diag_indices_from(gram)] += config.regularisation
        weights = inverse(gram) @ (before.T @ after).tocsr()
        self._weights = largest_of_dense_rows(np.asarray(weights, dtype=np.float32), config.kept)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        weights = fitted(self._weights, self)
        return dense(weighted(histories, weights.shape[0], self.config.decay) @ weights)
