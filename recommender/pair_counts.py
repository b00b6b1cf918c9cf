"""What each shopper adds to counts of which product follows which and goes with which: to sum, weigh, clip or send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.sequences import Sequences


@dataclass(frozen=True, slots=True, eq=False)
class PairCounts:
    """Entry k says that shopper `shoppers[k]`, who took `earlier[k]` and `later[k]`, adds `weights[k]` to that pair.

    All `(n_entries,)`, sorted by shopper, then earlier, then later; numbers int64, weights float64 above 0. No pair
    occurs twice for a shopper.
    """

    n_products: int
    n_shoppers: int
    shoppers: NDArray[np.int64]
    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    weights: NDArray[np.float64]

    def summed(self, factors: NDArray[np.float64] | None = None) -> Any:
        """`(n_products, n_products)` float64 CSR: the sum over shoppers, each entry times its factor. Sums of parts
        of the shoppers add up to the sum of all: nothing else of a shopper is ever needed."""
        from scipy.sparse import csr_array

        weights = self.weights if factors is None else self.weights * factors
        shape = (self.n_products, self.n_products)
        total = csr_array((weights, (self.earlier, self.later)), shape=shape)
        total.eliminate_zeros()
        return total

    def where(self, kept: NDArray[np.bool_]) -> PairCounts:
        """Only the entries that are kept."""
        columns = (self.shoppers[kept], self.earlier[kept], self.later[kept], self.weights[kept])
        return PairCounts(self.n_products, self.n_shoppers, *columns)

    def norms(self) -> NDArray[np.float64]:
        """`(n_shoppers,)`: the Euclidean length of what each shopper adds."""
        squares = np.bincount(self.shoppers, weights=self.weights**2, minlength=self.n_shoppers)
        return np.asarray(np.sqrt(squares), dtype=np.float64)


def pair_counts(sequences: Sequences, *, window: int, together: float) -> PairCounts:
    """The counts of `SeqRulesScorer` shopper by shopper: 1 / distance for each pair in order within `window` steps,
    and `together` for each two that one shopper took, in whatever order. Their sum is `T + a C`."""
    n = sequences.n_products
    lists = sequences.lists
    lengths = np.array([products.size for products in lists], dtype=np.int64)
    taken = np.concatenate([*lists, np.empty(0, dtype=np.int32)]).astype(np.int64)
    of = np.repeat(np.arange(lengths.size, dtype=np.int64), lengths)
    shoppers, earlier, later, weights = [], [], [], []
    for distance in range(1, min(window, max(taken.size - 1, 0)) + 1):
        pairs = np.flatnonzero((of[:-distance] == of[distance:]) & (taken[:-distance] != taken[distance:]))
        shoppers.append(of[pairs])
        earlier.append(taken[pairs])
        later.append(taken[pairs + distance])
        weights.append(np.full(pairs.size, 1.0 / distance))
    if together:
        sets = [np.unique(products).astype(np.int64) for products in lists]
        for row, products in enumerate(sets):
            first, second = np.repeat(products, products.size), np.tile(products, products.size)
            apart = first != second
            shoppers.append(np.full(int(apart.sum()), row, dtype=np.int64))
            earlier.append(first[apart])
            later.append(second[apart])
            weights.append(np.full(int(apart.sum()), together))
    none = np.empty(0, dtype=np.int64)
    who, a, b = (np.concatenate([*columns, none]) for columns in (shoppers, earlier, later))
    keys, at = np.unique((who * n + a) * n + b, return_inverse=True)
    summed = np.bincount(at, weights=np.concatenate([*weights, np.empty(0)]), minlength=keys.size)
    columns = (keys // (n * n), keys // n % n, keys % n)
    return PairCounts(n, len(lists), *columns, summed.astype(np.float64))
