"""The learned blend: what each feature says of a product times what it counts, part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from recommender.features import ChoiceFeatures
from recommender.scorers.popularity import Scores
from recommender.shopper import Shopper

# What a shop's logs seldom show, because what is turned down is not looked at: it holds whatever was learned, as shares
# of the span. Without it "not for me" would change nothing in a shop where nobody said it yet.
GUARDS: Mapping[str, float] = MappingProxyType({"no": -0.5, "like no": 0.5, "stock": 0.1, "due": 0.3})


class LearnedBlend:
    """Additive: a product's worth to a shopper is the sum of `weight * feature`, in the logarithm of likelihood.

    Divided by `span`, the difference that lies between a shopper's best and worst products, so that a sum seldom
    leaves -1 to 1; `GUARDS` are added. Features that weigh nothing are not told.
    Products that the store no longer has get nothing.
    """

    def __init__(self, features: ChoiceFeatures, weights: Mapping[str, float], span: float) -> None:
        if not span > 0:
            raise ValueError(f"The span of a blend is {span}; expected a number above 0.")
        self._features = features
        self._weights = {n: weights.get(n, 0.0) / span + GUARDS.get(n, 0.0) for n in features.names}

    @property
    def counting(self) -> tuple[str, ...]:
        """Names of the features that weigh anything."""
        return tuple(name for name, weight in self._weights.items() if weight)

    def parts(self, product_ids: Sequence[str], shopper: Shopper) -> dict[str, Scores]:
        """For every feature that counts, `(len(product_ids),)` float64 in the order of the ids."""
        rows = np.array([self._features.rows.get(p, -1) for p in product_ids], dtype=np.intp)
        known = rows >= 0
        values = np.zeros((rows.size, len(self._features.names)))
        values[known] = self._features.of(shopper, rows[known])
        told = zip(self._features.names, values.T, strict=True)
        return {name: column * self._weights[name] for name, column in told if self._weights[name]}

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        """The sum of the parts, held between -1 and 1: the blend as a scorer."""
        total = sum(self.parts(product_ids, shopper).values(), np.zeros(len(product_ids)))
        return np.asarray(np.clip(total, -1.0, 1.0), dtype=np.float64)
