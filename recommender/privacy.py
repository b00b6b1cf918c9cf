"""Counting under differential privacy: nobody can tell from the model whether a shopper is in it.

And its federated form: the counts are sums over shoppers, so a device need only send what its own shopper adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.gaussian_mechanism import noise_for
from recommender.pair_counts import PairCounts, pair_counts
from recommender.scorers.weighted_histories import dense, fitted, largest_of_rows, weighted
from recommender.sequences import ProductNumbers, Sequences

BYTES_PER_PAIR = 8  # a cell's number and a weight, 4 each


@dataclass(frozen=True, slots=True)
class PrivateRulesConfig:
    """`epsilon` None: no noise and no bound, which is what the others are compared with."""

    epsilon: float | None = 8.0
    delta: float = 1e-5
    bound: float = 1.0  # the Euclidean length of what one shopper may add; more is scaled down to it
    near: int = 100  # products of likest content, each way, between which pairs are counted at all
    window: int = 3  # steps within which one product follows another
    together: float = 0.35
    threshold: float = 2.0  # deviations of noise that are taken off every noisy count
    public: float = 0.2  # weight of the likeness of content itself, which is nobody's secret
    damping: float = 0.25
    decay: float = 0.7


class PrivateRulesScorer:
    """SeqRules from clipped contributions and Gaussian noise, (epsilon, delta)-private for each shopper's whole list.

    Which pairs are counted must not depend on shoppers: those of like content are (`content`, `(n_products, dim)`, rows
    of length 1, public), and noise is added to all of them, counted or not. Clipping and noise: Dwork and Roth 2014;
    its size by Balle and Wang 2018. Everything after is post-processing. The history that is asked with is the
    asking shopper's own and stays on their device.
    """

    def __init__(self, content: Any, config: PrivateRulesConfig | None = None, *, seed: int = 7) -> None:
        self.content = content
        self.config = config or PrivateRulesConfig()
        self.seed = seed
        self._rules: Any = None

    def fit(self, sequences: Sequences) -> None:
        from scipy.sparse import csr_array, diags_array

        config, n = self.config, sequences.n_products
        likeness = near_by_content(self.content, config.near)
        told = likeness.tocoo()
        support = np.sort(told.row.astype(np.int64) * n + told.col)
        pairs = pair_counts(sequences, window=config.window, together=config.together)
        pairs = within(pairs, support)
        noise = 0.0
        if config.epsilon is not None:
            pairs = clipped(pairs, config.bound)
            noise = config.bound * noise_for(config.epsilon, config.delta)
        cells = np.searchsorted(support, pairs.earlier * n + pairs.later)
        exact = np.bincount(cells, weights=pairs.weights, minlength=support.size)
        counts = exact + np.random.default_rng(self.seed).normal(0.0, noise, support.size)
        rows, columns = support // n, support % n
        seen = np.maximum(np.bincount(rows, weights=counts, minlength=n), 1.0)
        scale = diags_array(seen**-config.damping)
        kept = np.maximum(counts - config.threshold * noise, 0.0)
        rules = scale @ csr_array((kept, (rows, columns)), shape=(n, n)) @ scale + config.public * likeness
        self._rules = rules.tocsr().astype(np.float32)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        rules = fitted(self._rules, self)
        return dense(weighted(histories, rules.shape[0], self.config.decay) @ rules)


def near_by_content(content: Any, n: int) -> Any:
    """`(n_products, n_products)` CSR of cosines: each product's `n` likest, and those whose likest it is."""
    from scipy.sparse import csr_array

    rows = csr_array(content)
    likeness = (rows @ rows.T).tocsr()
    likeness.setdiag(0)
    likeness.eliminate_zeros()
    nearest = largest_of_rows(likeness, n)
    return nearest.maximum(nearest.T).tocsr()


def within(pairs: PairCounts, support: NDArray[np.int64]) -> PairCounts:
    """The pairs whose cell `earlier * n_products + later` is one of `support`, which is sorted."""
    cells = pairs.earlier * pairs.n_products + pairs.later
    if not support.size:
        return pairs.where(np.zeros(cells.size, dtype=bool))
    at = np.minimum(np.searchsorted(support, cells), support.size - 1)
    return pairs.where(support[at] == cells)


def clipped(pairs: PairCounts, bound: float) -> PairCounts:
    """Each shopper's contribution, scaled down to the length `bound` where it is longer. ValueError for 0 or less."""
    if bound <= 0:
        raise ValueError(f"The bound is {bound}; expected more than 0.")
    factors = np.minimum(1.0, bound / np.maximum(pairs.norms(), 1e-12))[pairs.shoppers]
    return replace(pairs, weights=pairs.weights * factors)


def bytes_sent(pairs: PairCounts) -> NDArray[np.int64]:
    """`(n_shoppers,)`: what each device sends, once: a cell's number and a weight for each pair that it has."""
    return np.bincount(pairs.shoppers, minlength=pairs.n_shoppers).astype(np.int64) * BYTES_PER_PAIR
