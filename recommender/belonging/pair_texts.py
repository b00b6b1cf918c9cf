"""Whether two products go together by their texts alone: a scorer learned from pairs that are known to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from recommender.belonging.likenesses import Likenesses
from recommender.likeness import kind
from retrieval.catalog import Product

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENOUGH = 30  # known pairs; fewer teach nothing that holds
DRAWN = 3  # pairs by chance for each known one
KIND_SHRINKAGE = 3.0


class PairTexts:
    """Learned from known pairs against pairs drawn by chance; then any two products get points, cold ones too.

    Features of a pair in their order: likeness of words, letters, paths (and meaning), the logarithm of the prices'
    ratio, how much oftener than by chance the known pairs are of these two kinds in this order, the same in the other
    order, and whether the brand is one. A logistic regression on standardised features.
    """

    def __init__(self, products: Sequence[Product], vectors: NDArray[np.float32] | None = None) -> None:
        """`vectors`: `(len(products), dim) float32`, rows of length 1."""
        self._place = {product.id: at for at, product in enumerate(products)}
        self._likenesses = Likenesses([p.title for p in products], [kind(p) for p in products], vectors)
        known: dict[tuple[str, ...], int] = {}
        self._kinds = np.array([known.setdefault(kind(p), len(known)) for p in products], dtype=np.int64)
        self._prices = np.log([max(1.0, float(min(v.offer.price.minor for v in p.variants))) for p in products])
        self._brands = np.array([p.brand or f"#{p.id}" for p in products])
        self._lifts = np.zeros((len(known), len(known)))
        self._weights: NDArray[np.float64] | None = None  # of each feature, and last the constant

    def learn(self, pairs: Iterable[tuple[str, str]], seed: int = 7) -> bool:
        """False, and nothing is learned, from fewer than 30 pairs of known products."""
        known = [(self._place[a], self._place[b]) for a, b in pairs if a in self._place and b in self._place and a != b]
        if len(known) < ENOUGH:
            return False
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import StandardScaler

        random = np.random.default_rng(seed)
        right = np.array(known, dtype=np.int64)
        wrong = np.column_stack(
            [np.repeat(right[:, 0], DRAWN), random.integers(len(self._place), size=len(right) * DRAWN)]
        )
        half = random.random(len(right)) < 0.5  # kinds are counted on one half and weighed on the other
        self._lifts = self._counted(right[half])
        judged = np.concatenate([right[~half], wrong])
        scaler, logistic = StandardScaler(), LogisticRegression(C=0.3, max_iter=1000, random_state=seed)
        logistic.fit(scaler.fit_transform(self._features(judged)), np.arange(len(judged)) < int((~half).sum()))
        of = logistic.coef_[0] / scaler.scale_
        self._weights = np.append(of, logistic.intercept_[0] - of @ scaler.mean_)
        self._lifts = self._counted(right)
        return True

    def points(self, product_id: str, others: Sequence[str]) -> list[float]:
        """For each other product 0-1: 0 is as likely as by chance or less. All 0 before anything was learned."""
        if self._weights is None or not others:
            return [0.0] * len(others)
        pairs = np.array([(self._place[product_id], self._place[other]) for other in others], dtype=np.int64)
        chance = 1.0 / (1.0 + 2.0 * DRAWN)  # half of the known pairs were held back
        told = 1.0 / (1.0 + np.exp(-(self._features(pairs) @ self._weights[:-1] + self._weights[-1])))
        return [float(value) for value in np.clip((told - chance) / (1.0 - chance), 0.0, 1.0)]

    def _features(self, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
        ones, others = pairs.T
        kinds, theirs = self._kinds[ones], self._kinds[others]
        return np.column_stack(
            [
                self._likenesses.between(ones, others),
                np.abs(self._prices[ones] - self._prices[others]),
                self._lifts[kinds, theirs],
                self._lifts[theirs, kinds],
                self._brands[ones] == self._brands[others],
            ]
        )

    def _counted(self, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
        counts = np.zeros_like(self._lifts)
        np.add.at(counts, (self._kinds[pairs[:, 0]], self._kinds[pairs[:, 1]]), 1.0)
        own = np.bincount(self._kinds, minlength=len(counts)) / self._kinds.size
        chance = counts.sum(axis=1, keepdims=True) * own[None]
        return np.asarray(np.log((counts + KIND_SHRINKAGE) / (chance + KIND_SHRINKAGE)))
