"""Campaigns: which of a store's offers suits a shopper, by what of it they took before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FEATURES = ("own", "kinds", "popular")
# What `eval campaigns` learns from the earlier half of a grocer's redemptions, a conditional logit: what one takes
# decides, and what all take says nothing beside it.
WEIGHTS = (0.45, 0.51, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """`products` `(n_offers, n_products)` and `kinds` `(n_offers, n_kinds)`, 0 or 1, CSR float32: what an offer is
    for, and of which kinds that is. `kind_of` `(n_products,)`: each product's kind."""

    products: Any
    kinds: Any
    kind_of: NDArray[np.int64]

    @staticmethod
    def of(offer: NDArray[np.int64], product: NDArray[np.int64], kind_of: NDArray[np.int64]) -> Offers:
        """From pairs of offer and product numbers, and each product's kind. Pairs told twice count once."""
        from scipy.sparse import csr_array

        n_offers, n_kinds = int(offer.max(initial=-1)) + 1, int(kind_of.max(initial=-1)) + 1
        ones = np.ones(offer.size, dtype=np.float32)
        products = csr_array((ones, (offer, product)), shape=(n_offers, kind_of.size))
        kinds = csr_array((ones, (offer, kind_of[product])), shape=(n_offers, n_kinds))
        for told in (products, kinds):
            told.sum_duplicates()
            told.data[:] = 1.0
        return Offers(products, kinds, kind_of)

    def suiting(self, taken: NDArray[np.float32], by_all: NDArray[np.float32]) -> NDArray[np.float32]:
        """`(n_offers, 3)`, `FEATURES`: the logarithm of how often the shopper took its products, those of its kinds,
        and of how many took its products at all. `taken` and `by_all` `(n_products,)` are such counts, before the
        moment that is asked about."""
        of_kind = np.bincount(self.kind_of, weights=taken, minlength=self.kinds.shape[1]).astype(np.float32)
        told = np.stack([self.products @ taken, self.kinds @ of_kind, self.products @ by_all], axis=1)
        return np.asarray(np.log1p(told), dtype=np.float32)


def worth(offers: Offers, taken: NDArray[np.float32]) -> NDArray[np.float32]:
    """`(n_offers,)`: how well each suits who took so much of each product; 0 for an offer on nothing like it."""
    fits = offers.suiting(taken, np.zeros_like(taken)) @ np.array(WEIGHTS, dtype=np.float32)
    return np.asarray(fits, dtype=np.float32)
