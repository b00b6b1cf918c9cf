"""Content: products whose own description is near to what the shopper took; it needs no other shopper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.seq_rules import SeqRulesConfig, SeqRulesScorer
from recommender.scorers.weighted_histories import dense, fitted, largest_of_rows, unit_rows, weighted
from recommender.sequences import ProductNumbers, Sequences

BLOCK = 512  # products compared at once with all others


@dataclass(frozen=True, slots=True)
class ContentConfig:
    decay: float = 0.7  # of a history's product for each step back


class ContentScorer:
    """Cosine of a product's vector with the recency-weighted sum of the history's vectors.

    `vectors` is `(n_products, dim)`, dense or sparse, such as texts encoded or attributes weighted by rarity; a row
    of zeros is a product that nothing is known of, and is like none. Fit learns nothing.
    """

    def __init__(self, vectors: Any, config: ContentConfig | None = None) -> None:
        self.config = config or ContentConfig()
        self._given = vectors
        self._vectors: Any = None

    def fit(self, sequences: Sequences) -> None:
        self._vectors = _units(self._given, sequences.n_products)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        vectors = fitted(self._vectors, self)
        tastes = unit_rows(weighted(histories, vectors.shape[0], self.config.decay) @ vectors)
        return dense(tastes @ vectors.T)


@dataclass(frozen=True, slots=True)
class ContentRulesConfig:
    neighbours: int = 20  # nearest products that a rule is carried to
    sharpness: float = 4.0  # exponent of the cosine: a product half as near counts a sixteenth
    own: float = 1.0  # what a product counts for itself, beside its neighbours
    rules: SeqRulesConfig = field(default_factory=SeqRulesConfig)


class ContentRulesScorer:
    """SeqRules carried over to products of like content: `S M S'`, S the sharpened cosines of nearest products.

    What follows a product then follows the ones like it, too, so that a product nobody has taken yet can both ask
    and be found. `vectors` as for `ContentScorer`.
    """

    def __init__(self, vectors: Any, config: ContentRulesConfig | None = None) -> None:
        self.config = config or ContentRulesConfig()
        self._given = vectors
        self._rules = SeqRulesScorer(self.config.rules)
        self._near: Any = None

    def fit(self, sequences: Sequences) -> None:
        self._near = nearest(self._given, sequences.n_products, self.config)
        self._rules.fit(sequences)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        near = fitted(self._near, self)
        taken = weighted(histories, near.shape[0], self.config.rules.decay)
        return dense(self._rules.following(taken @ near) @ near.T)


def nearest(vectors: Any, n_products: int, config: ContentRulesConfig) -> Any:
    """`(n_products, n_products)` CSR: sharpened cosines of each product's nearest, rows summing to `own` + 1."""
    from scipy.sparse import csr_array, eye_array, vstack

    units = _units(vectors, n_products)
    blocks = []
    for start in range(0, n_products, BLOCK):
        cosines = dense(units[start : start + BLOCK] @ units.T)
        rows = np.arange(cosines.shape[0])
        cosines[rows, start + rows] = 0.0
        best = np.argpartition(-cosines, min(config.neighbours, n_products - 1) - 1, axis=1)[:, : config.neighbours]
        values = np.maximum(np.take_along_axis(cosines, best, axis=1), 0.0) ** config.sharpness
        shape = cosines.shape
        at = (values.ravel(), (np.repeat(rows, best.shape[1]), best.ravel()))
        blocks.append(csr_array(at, shape=shape))
    near = largest_of_rows(vstack(blocks).tocsr(), config.neighbours)
    near.eliminate_zeros()
    sums = np.asarray(near.sum(axis=1)).ravel()
    near.data /= np.repeat(np.where(sums > 0, sums, 1.0), np.diff(near.indptr))
    return (near + config.own * eye_array(n_products, format="csr")).tocsr().astype(np.float32)


def _units(vectors: Any, n_products: int) -> Any:
    from scipy.sparse import csr_array

    if vectors.shape[0] != n_products:
        raise ValueError(f"There are vectors of {vectors.shape[0]} products, but the sequences have {n_products}.")
    return unit_rows(csr_array(vectors, dtype=np.float32))
