"""SeqRules: what follows what, and what goes with what, counted and normalised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import dense, fitted, weighted
from recommender.sequences import ProductNumbers, Sequences


@dataclass(frozen=True, slots=True)
class SeqRulesConfig:
    window: int = 20  # steps within which one product follows another
    together: float = 0.35  # weight of plain co-occurrence beside order
    damping: float = 0.25  # exponent of popularity taken off on both sides
    decay: float = 0.7  # of a history's product for each step back


class SeqRulesScorer:
    """`M = D^-p (T + a C) D^-p`; a product's score is the sum of `decay^(steps ago) * M[taken, product]`.

    T counts forward pairs within `window` steps, each 1 / distance; C the shoppers who took both; D is popularity.
    After the sequential rules of Ludewig and Jannach (2018, arXiv:1803.09587), with co-occurrence and damping.
    Fit is one pass over the pairs, a score one sparse product.
    """

    def __init__(self, config: SeqRulesConfig | None = None) -> None:
        self.config = config or SeqRulesConfig()
        self._rules: Any = None

    def fit(self, sequences: Sequences) -> None:
        from scipy.sparse import diags_array

        config = self.config
        together = weighted(sequences.lists, sequences.n_products)
        both = (together.T @ together).tocsr()
        both.setdiag(0)
        popularity = np.maximum(sequences.counts(), 1).astype(np.float64) ** -config.damping
        scale = diags_array(popularity)
        rules = scale @ (followers(sequences, config.window) + config.together * both) @ scale
        self._rules = rules.tocsr().astype(np.float32)
        self._rules.eliminate_zeros()

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        n_products = fitted(self._rules, self).shape[0]
        return dense(self.following(weighted(histories, n_products, self.config.decay)))

    def following(self, taken: Any) -> Any:
        """`(n, n_products)` CSR: what follows rows of `(n, n_products)` CSR that say how much each product counts."""
        return taken @ fitted(self._rules, self)


def followers(sequences: Sequences, window: int) -> Any:
    """`(n_products, n_products)` CSR: sum of 1 / distance over the pairs in which the column follows the row."""
    from scipy.sparse import csr_array

    shape = (sequences.n_products, sequences.n_products)
    total = csr_array(shape, dtype=np.float64)
    if not sequences.lists:
        return total
    taken = np.concatenate(sequences.lists)
    of = np.repeat(np.arange(len(sequences.lists)), [products.size for products in sequences.lists])
    for distance in range(1, min(window, taken.size - 1) + 1):
        earlier, later = taken[:-distance], taken[distance:]
        pairs = (of[:-distance] == of[distance:]) & (earlier != later)
        if pairs.any():
            weights = np.full(int(pairs.sum()), 1.0 / distance)
            total = total + csr_array((weights, (earlier[pairs], later[pairs])), shape=shape)
    return total
