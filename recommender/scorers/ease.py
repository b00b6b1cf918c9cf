"""EASE: a linear model of each product from all others, in closed form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import dense, fitted, inverse, largest_of_dense_rows, weighted
from recommender.sequences import ProductNumbers, Sequences


@dataclass(frozen=True, slots=True)
class EASEConfig:
    regularisation: float = 200.0
    list_decay: float = 1.0  # of a list's product for each step from its end, when fitting
    decay: float = 0.7  # of a history's product for each step back, when scoring
    kept: int = 500  # weights of each product that are kept, the largest by size


class EASEScorer:
    """`B = I - P / diag(P)`, `P = (X'X + l I)^-1`; a score is the recency-weighted history times B.

    Steck 2019, arXiv:1905.03375. Fit takes one inverse: n_products^3 operations and `8 n_products^2` bytes for a
    moment; what is kept is sparse.
    """

    def __init__(self, config: EASEConfig | None = None) -> None:
        self.config = config or EASEConfig()
        self._weights: Any = None

    def fit(self, sequences: Sequences) -> None:
        lists = weighted(sequences.lists, sequences.n_products, self.config.list_decay)
        gram = dense(lists.T @ lists)
        gram[np.diag_indices_from(gram)] += self.config.regularisation
        weights = inverse(gram)
        weights /= -np.diag(weights)[None, :].copy()
        np.fill_diagonal(weights, 0.0)
        self._weights = largest_of_dense_rows(weights, self.config.kept)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        weights = fitted(self._weights, self)
        return dense(weighted(histories, weights.shape[0], self.config.decay) @ weights)
