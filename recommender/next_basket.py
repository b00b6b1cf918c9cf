"""The next basket: what a shopper buys again, what is bought with it, what is in season; where things are reordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.events import Event

Numbers = NDArray[np.float64]
PEERS, PEERS_KEEP = 100, 0.9
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Basket:
    at: datetime
    products: NDArray[np.int32]  # each once


@dataclass(frozen=True, slots=True)
class BasketWeights:
    """`score = own + alike * kNN + peers * theirs + trend * demand`, each from 0 to 1 by its largest.

    `own` sums `keep ** (baskets ago)` over the shopper's baskets with the product, which is plain frequency at 1; kNN
    the shrunk cosine of baskets' products with what the latest baskets held; `theirs`
    what the 100 shoppers with the most similar baskets took (TIFU-KNN, Hu et al. 2020, arXiv:2006.00556); demand halves
    every `trend_days`.
    """

    keep: float = 0.9
    alike: float = 0.3
    peers: float = 1.0
    trend: float = 0.1
    trend_days: float = 14.0


def baskets(events: Iterable[Event], numbers: Mapping[str, int]) -> dict[str, list[Basket]]:
    """Each shopper's purchases in time, by basket; products that have no number are left out."""
    found: dict[str, dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.name == "purchase" and event.product_id in numbers:
            found[event.shopper_id][event.basket_id or event.id].append(event)
    return {
        shopper_id: sorted(
            (
                Basket(lines[0].at, np.array(sorted({numbers[e.product_id] for e in lines}), dtype=np.int32))
                for lines in own.values()
            ),
            key=lambda basket: (basket.at, basket.products.tolist()),
        )
        for shopper_id, own in sorted(found.items())
    }


class NextBasket:
    """Scores every product for the basket that comes next. Fitted on baskets of all shoppers."""

    def __init__(self, known: Mapping[str, Sequence[Basket]], n_products: int, weights: BasketWeights) -> None:
        from recommender.scorers.item_knn import ItemKNNConfig, ItemKNNScorer
        from recommender.scorers.weighted_histories import unit_rows
        from recommender.sequences import Sequences

        self.weights, self._n = weights, n_products
        lists = [basket.products for own in known.values() for basket in own]
        self._alike = ItemKNNScorer(ItemKNNConfig(neighbours=100, shrink=10.0, decay=1.0))
        self._alike.fit(Sequences(n_products, tuple(lists)))
        self._shoppers = _decayed(list(known.values()), n_products)
        self._directions = unit_rows(self._shoppers)
        told = [(basket.at.timestamp(), basket.products) for own in known.values() for basket in own]
        self._at = np.array([at for at, products in told for _ in products])
        self._taken = np.concatenate([p for _, p in told]) if told else np.zeros(0, dtype=np.int32)
        self._trends: dict[tuple[int, float], Numbers] = {}

    def reweighted(self, weights: BasketWeights) -> NextBasket:
        """The same counts under other weights."""
        other = copy(self)
        other.weights = weights
        return other

    def scores(self, own: Sequence[Basket], at: datetime) -> Numbers:
        """`(n_products,)`; without baskets, the shop's trend alone."""
        weights = self.weights
        of_own = np.zeros(self._n)
        for ago, basket in enumerate(reversed(own)):
            of_own[basket.products] += weights.keep**ago
        found = _share(of_own)
        if own and weights.alike:
            latest = np.unique(np.concatenate([basket.products for basket in own[-3:]]))
            found = found + weights.alike * _share(self._alike.scores([latest])[0].astype(np.float64))
        if own and weights.peers:
            found = found + weights.peers * _share(self._theirs(own))
        return found + weights.trend * self._trend(at) if weights.trend else found

    def _theirs(self, own: Sequence[Basket]) -> Numbers:
        from recommender.scorers.weighted_histories import unit_rows

        near = (self._directions @ unit_rows(_decayed([own], self._n)).T).toarray()[:, 0]
        best = np.argsort(-near, kind="stable")[:PEERS]
        return np.asarray(near[best] @ self._shoppers[best], dtype=np.float64)

    def _trend(self, at: datetime) -> Numbers:
        key = int(at.timestamp() // _DAY), self.weights.trend_days
        if key not in self._trends:
            before = self._at < at.timestamp()
            weight = 0.5 ** ((at.timestamp() - self._at[before]) / _DAY / self.weights.trend_days)
            self._trends[key] = _share(
                np.bincount(self._taken[before], weights=weight, minlength=self._n).astype(np.float64)
            )
        return self._trends[key]


def recall(scores: Numbers, basket: Basket, n: int = 20) -> float:
    """The share of the basket within the best `n`; products that score the same come by number."""
    best = np.argsort(-scores, kind="stable")[:n]
    return float(np.isin(basket.products, best).mean())


def tuned(
    known: Mapping[str, Sequence[Basket]], judged: Mapping[str, Basket], n_products: int
) -> tuple[BasketWeights, float]:
    """The weights of the best mean recall@20 of the judged baskets, found one after the other."""
    tried = {
        "keep": (1.0, 0.9, 0.8, 0.7),
        "alike": (0.0, 0.3, 0.6),
        "peers": (0.0, 0.6, 1.0, 1.6),
        "trend": (0.0, 0.1, 0.2, 0.4),
        "trend_days": (5.0, 14.0, 40.0),
    }
    model = NextBasket(known, n_products, BasketWeights())
    best, most = model.weights, mean_recall(model, known, judged)
    for name in tried:
        for value in tried[name]:
            weights = replace(best, **{name: value})
            found = mean_recall(model.reweighted(weights), known, judged) if weights != best else most
            if found > most:
                best, most = weights, found
    return best, most


def mean_recall(model: NextBasket, known: Mapping[str, Sequence[Basket]], judged: Mapping[str, Basket]) -> float:
    return float(np.mean([recall(model.scores(known[s], basket.at), basket) for s, basket in judged.items()]))


def _decayed(of_shoppers: Sequence[Sequence[Basket]], n_products: int) -> Any:
    """`(n_shoppers, n_products)` float32 CSR: the sum of `PEERS_KEEP ** (baskets ago)` over a product's baskets."""
    from scipy.sparse import csr_array

    entries = [
        (row, product, PEERS_KEEP**ago)
        for row, own in enumerate(of_shoppers)
        for ago, basket in enumerate(reversed(own))
        for product in basket.products.tolist()
    ]
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    shape = (len(of_shoppers), n_products)
    return csr_array((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)


def _share(found: Numbers) -> Numbers:
    return found / (found.max(initial=0.0) or 1.0)
