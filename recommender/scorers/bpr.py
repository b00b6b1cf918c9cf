"""BPR: vectors under which what a shopper took scores above what was not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import fitted, single_blas_thread, weighted
from recommender.sequences import ProductNumbers, Sequences


@dataclass(frozen=True, slots=True)
class BPRConfig:
    dim: int = 64
    learning_rate: float = 0.05
    regularisation: float = 0.01
    iterations: int = 100
    decay: float = 0.7  # of a history's product for each step back, when scoring


class BPRScorer:
    """Bayesian personalised ranking (Rendle et al. 2009, arXiv:1205.2618) by the `implicit` package.

    The shopper of a history need not be known: the recency-weighted mean of its products' vectors, at length 1, takes
    the place of the shopper's own, and is compared by cosine. A product nobody took scores 0.
    ImportError without the package: `pip install 'shelftalk[bench]'`.
    """

    def __init__(self, config: BPRConfig | None = None, *, seed: int = 7) -> None:
        self.config = config or BPRConfig()
        self._seed = seed
        self._products: NDArray[np.float32] | None = None

    def fit(self, sequences: Sequences) -> None:
        from implicit.cpu.bpr import BayesianPersonalizedRanking
        from scipy.sparse import csr_matrix

        config = self.config
        with single_blas_thread():
            model = BayesianPersonalizedRanking(
                factors=config.dim,
                learning_rate=config.learning_rate,
                regularization=config.regularisation,
                iterations=config.iterations,
                num_threads=1,  # several write over each other: another model every time
                random_state=self._seed,
            )
            model.fit(csr_matrix(weighted(sequences.lists, sequences.n_products)), show_progress=False)
        vectors = model.item_factors[:, :-1]  # the last is the product's bias: popularity again
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        known = sequences.counts()[:, None] > 0
        self._products = np.where(known, vectors / np.maximum(lengths, 1e-9), 0.0).astype(np.float32)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        products = fitted(self._products, self)
        tastes = weighted(histories, products.shape[0], self.config.decay) @ products
        lengths = np.linalg.norm(tastes, axis=1, keepdims=True)
        return np.asarray(tastes / np.maximum(lengths, 1e-9) @ products.T, dtype=np.float32)
