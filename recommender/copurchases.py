"""What was bought together: counts over real baskets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import sqrt

from recommender.events import Event

# Added to the cosine's denominator: two products of two baskets each must not look like a perfect pair.
SHRINKAGE = 5.0
_NONE: frozenset[str] = frozenset()


class CoPurchases:
    """Which products were in the same purchase (`Event.basket_id`), and how often. Immutable."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        in_basket: dict[str, set[str]] = {}
        for event in events:
            if event.name == "purchase" and event.basket_id:
                in_basket.setdefault(event.basket_id, set()).add(event.product_id)
        self._in_basket = in_basket
        self._baskets_of: dict[str, set[str]] = {}
        for basket_id, product_ids in in_basket.items():
            for product_id in product_ids:
                self._baskets_of.setdefault(product_id, set()).add(basket_id)
        # Counted when asked: all pairs of a wholesaler's baskets would not fit in memory.
        self.partners = lru_cache(maxsize=1024)(self._partners)

    def __len__(self) -> int:
        """How many baskets there are."""
        return len(self._in_basket)

    def n_together(self, product_id: str, other_id: str) -> int:
        """In how many baskets both were; 0 for the same product and for ids never bought."""
        if product_id == other_id:
            return 0
        return len(self._baskets_of.get(product_id, _NONE) & self._baskets_of.get(other_id, _NONE))

    def n_baskets(self, product_id: str) -> int:
        """In how many baskets it was; 0 for an id never bought."""
        return len(self._baskets_of.get(product_id, _NONE))

    def likeness(self, product_id: str, other_id: str) -> float:
        """Shrunk cosine of the two products' baskets, `n_ab / (sqrt(n_a n_b) + 5)`: 0 never together, below 1."""
        together = self.n_together(product_id, other_id)
        if not together:
            return 0.0
        return together / (sqrt(len(self._baskets_of[product_id]) * len(self._baskets_of[other_id])) + SHRINKAGE)

    def _partners(self, product_id: str) -> Mapping[str, int]:
        """Everything that was in a basket with the product, and in how many."""
        counts: Counter[str] = Counter()
        for basket_id in self._baskets_of.get(product_id, ()):
            counts.update(self._in_basket[basket_id])
        counts.pop(product_id, None)
        return counts
