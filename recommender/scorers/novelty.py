"""What is new to the shopper: the part of a blend that knows how rarely things are taken twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import fitted
from recommender.sequences import ProductNumbers, Sequences


class NoveltyScorer:
    """1 for what the history does not hold, 0 for what it holds. Of use where things may be taken again."""

    def __init__(self) -> None:
        self._n_products: int | None = None

    def fit(self, sequences: Sequences) -> None:
        self._n_products = sequences.n_products

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        scores = np.ones((len(histories), fitted(self._n_products, self)), dtype=np.float32)
        for row, history in enumerate(histories):
            scores[row, history] = 0.0
        return scores
