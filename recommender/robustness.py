"""Counting that a handful of made-up shoppers cannot turn: whom to trust, and which pairs are more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.pair_counts import PairCounts, pair_counts
from recommender.scorers.seq_rules import SeqRulesConfig
from recommender.scorers.weighted_histories import dense, fitted, weighted
from recommender.sequences import ProductNumbers, Sequences

MAD_TO_DEVIATION = 1.4826  # of a normal distribution
LENGTHS = (3, 4, 5, 6, 8, 10, 14, 20, 40)  # profiles are compared with those of like length


@dataclass(frozen=True, slots=True)
class GuardConfig:
    """What a shopper's word is worth, and how much more than chance a pair must be."""

    usual: float = 1.5  # robust deviations above the median popularity of a profile: full trust up to here
    made_up: float = 2.5  # from here on none
    surprise: float = 1.0  # deviations of chance that are taken off a pair's shoppers
    classes: tuple[int, ...] = (10, 30, 100, 300, 1000)  # ranks that part products of like popularity; the rest is free
    least_shoppers: int = 1  # whose pairs are counted at all: 1 for no limit


class GuardedRulesScorer:
    """`SeqRulesScorer` over what shoppers add when each is trusted as `trust` says, each pair kept as far as
    `above_chance` says, and pairs of fewer than `least_shoppers` shoppers are left out (k-anonymous)."""

    def __init__(self, rules: SeqRulesConfig | None = None, guard: GuardConfig | None = None) -> None:
        self.rules = rules or SeqRulesConfig()
        self.guard = guard or GuardConfig()
        self._rules: Any = None

    def fit(self, sequences: Sequences) -> None:
        from scipy.sparse import diags_array

        pairs = pair_counts(sequences, window=self.rules.window, together=self.rules.together)
        trusted = trust(sequences, self.guard)
        counts = pairs.summed(trusted[pairs.shoppers])
        shoppers = supporters(pairs, trusted)
        kept = above_chance(shoppers, sequences.counts(), self.guard)
        if self.guard.least_shoppers > 1:
            kept = kept.multiply(supporters(pairs) >= self.guard.least_shoppers)
        lengths = [products.size for products in sequences.lists]
        taken = np.concatenate([*sequences.lists, np.empty(0, dtype=np.int32)])
        popularity = np.bincount(taken, weights=np.repeat(trusted, lengths), minlength=sequences.n_products)
        scale = diags_array(np.maximum(popularity, 1.0) ** -self.rules.damping)
        self._rules = (scale @ counts.multiply(kept) @ scale).tocsr().astype(np.float32)
        self._rules.eliminate_zeros()

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        rules = fitted(self._rules, self)
        return dense(weighted(histories, rules.shape[0], self.rules.decay) @ rules)


def trust(sequences: Sequences, guard: GuardConfig) -> NDArray[np.float64]:
    """`(n_lists,)`, 0-1: less for a profile that holds little but best-sellers.

    Made-up shoppers borrow popular products to be near everybody and add what they push (Mobasher et al. 2007, ACM
    TOIT, on the attributes of profiles that tell them). Measured is the mean log popularity of a list without its
    rarest product, in robust deviations (median, MAD) from lists of like length; one outlier is anybody's right,
    trust goes from 1 at `usual` to 0 at `made_up` deviations above.
    """
    lists = sequences.lists
    lengths = np.array([products.size for products in lists], dtype=np.int64)
    if not lengths.size:
        return np.ones(0)
    taken = np.concatenate([*lists, np.empty(0, dtype=np.int32)])
    heights = np.log(np.maximum(sequences.counts(), 1))[taken]
    of = np.repeat(np.arange(lengths.size), lengths)
    rarest = np.full(lengths.size, np.inf)
    np.minimum.at(rarest, of, heights)
    total = np.bincount(of, weights=heights, minlength=lengths.size)
    judged = lengths >= 2
    usual = np.where(judged, total - np.where(judged, rarest, 0.0), 0.0) / np.maximum(lengths - 1, 1)
    above = np.zeros(lengths.size)
    group = np.digitize(lengths, LENGTHS)
    for number in np.unique(group[judged]):
        rows = judged & (group == number)
        middle = np.median(usual[rows])
        deviation = MAD_TO_DEVIATION * np.median(np.abs(usual[rows] - middle))
        if deviation > 0:
            above[rows] = (usual[rows] - middle) / deviation
    return np.clip((guard.made_up - above) / (guard.made_up - guard.usual), 0.0, 1.0)


def supporters(pairs: PairCounts, trusted: NDArray[np.float64] | None = None) -> Any:
    """`(n_products, n_products)` CSR: by how many shoppers a pair is told, each as far as trusted."""
    weights = np.ones(pairs.weights.size) if trusted is None else trusted[pairs.shoppers]
    return replace(pairs, weights=weights).summed()


def above_chance(shoppers: Any, counts: NDArray[np.int64], guard: GuardConfig) -> Any:
    """CSR of the shape of `shoppers`, 0-1: the share of a pair's shoppers that are more than chance.

    Products of like popularity are the measure: what goes with `later` for a reason goes with some of a class and not
    with its neighbours in the ranks; what was thrown together with best-sellers goes with all of them alike. Chance is
    the mean number of shoppers over the others of the class, and `surprise` of its Poisson deviations. Products behind
    the last class are nobody's way to everybody: what goes with them is kept.
    """
    from scipy.sparse import csr_array

    told = shoppers.tocoo()
    rank = np.argsort(np.argsort(-counts, kind="stable"), kind="stable")
    group = np.digitize(rank, guard.classes)
    sizes = np.bincount(group)
    cell = told.col.astype(np.int64) * sizes.size + group[told.row]
    total = np.bincount(cell, weights=told.data, minlength=counts.size * sizes.size)
    chance = np.maximum(total[cell] - told.data, 0.0) / np.maximum(sizes[group[told.row]] - 1, 1)
    more = told.data - chance - guard.surprise * np.sqrt(chance)
    kept = np.where(group[told.row] < len(guard.classes), np.clip(more / told.data, 0.0, 1.0), 1.0)
    return csr_array((kept, (told.row, told.col)), shape=shoppers.shape)
