"""iALS: shoppers and products as vectors whose products rebuild who took what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import fitted, single_blas_thread, weighted
from recommender.sequences import ProductNumbers, Sequences


@dataclass(frozen=True, slots=True)
class IALSConfig:
    dim: int = 128
    regularisation: float = 1.0
    confidence: float = 40.0  # of a product taken, beside 1 of one not taken
    iterations: int = 12
    decay: float = 0.8  # of a history's product for each step back, when scoring


class IALSScorer:
    """Implicit alternating least squares by the `implicit` package; a history is folded in by one more half step.

    Hu, Koren and Volinsky 2008 (ICDM); tuned well it is hard to beat (Rendle et al. 2022, arXiv:2110.14037).
    ImportError without the package: `pip install 'shelftalk[bench]'`.
    """

    def __init__(self, config: IALSConfig | None = None, *, seed: int = 7) -> None:
        self.config = config or IALSConfig()
        self._seed = seed
        self._model: Any = None

    def fit(self, sequences: Sequences) -> None:
        from implicit.cpu.als import AlternatingLeastSquares

        config = self.config
        with single_blas_thread():
            self._model = AlternatingLeastSquares(
                factors=config.dim,
                regularization=config.regularisation,
                alpha=config.confidence,
                iterations=config.iterations,
                num_threads=1,
                random_state=self._seed,
            )
            self._model.fit(_csr(sequences.lists, sequences.n_products), show_progress=False)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        model = fitted(self._model, self)
        products = model.item_factors
        if not len(histories):
            return np.zeros((0, products.shape[0]), dtype=np.float32)
        taken = _csr(histories, products.shape[0], self.config.decay)
        with single_blas_thread():
            shoppers = model.recalculate_user(np.arange(len(histories)), taken)
        return np.asarray(shoppers @ products.T, dtype=np.float32)


def _csr(histories: Sequence[ProductNumbers], n_products: int, decay: float = 1.0) -> Any:
    """The older matrix class of scipy, which is what implicit's compiled code takes."""
    from scipy.sparse import csr_matrix

    return csr_matrix(weighted(histories, n_products, decay))
