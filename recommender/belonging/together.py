"""What a bundle's parts are worth together where graphs are known: as `Togetherness`, with kinds for cold products."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from recommender.belonging.belonging import Belonging, kind_key
from recommender.belonging.graphs import Graph, complements, substitutes
from recommender.events import Event
from recommender.togetherness import Togetherness
from retrieval.catalog import Catalog

OF_A_KIND = 20  # products of a kind that are partners because of their kind alone: the best rated


@dataclass(frozen=True, slots=True)
class _Log:
    """What is counted of events whatever the products are: nothing where `now`, the last event's time, is None."""

    now: datetime | None
    purchases: list[Event]
    bought: Graph | None
    instead: Graph


class CountedTogether(Togetherness):
    """Relations as before; in place of the baskets' cosine the graphs of `Belonging`, the mean of both directions, so
    that it stays symmetric. Texts are left out: a solver asks of thousands of pairs.

    The graphs are counted when it is made.
    """

    def __init__(self, catalog: Catalog, events: Iterable[Event]) -> None:
        log = list(events)
        now = max((event.at for event in log), default=None)
        purchases = [event for event in log if event.name == "purchase"]
        bought, instead = (complements(log, now), substitutes(log, now)) if now else (None, Graph({}))
        self._count(catalog, _Log(now, purchases, bought, instead))

    def over(self, catalog: Catalog) -> CountedTogether:
        """Another one over other products, of the same events: only what is counted by kind is counted anew."""
        other = copy(self)
        other._count(catalog, self._log)
        return other

    def _count(self, catalog: Catalog, log: _Log) -> None:
        super().__init__(catalog)
        self._log = log
        self._key = {product.id: kind_key(catalog, product.id) for product in catalog}
        self._of_kind: dict[str, list[str]] = defaultdict(list)
        for product in sorted(catalog, key=lambda p: (-(p.rating or 0.0), p.id)):
            self._of_kind[self._key[product.id]].append(product.id)
        self._bought = log.bought
        kind_of = self._key.get
        self._kinds = complements(log.purchases, log.now, of=lambda product: kind_of(product, "")) if log.now else None
        self._belonging = (
            Belonging(catalog, bought=self._bought, kinds=self._kinds, instead=log.instead)
            if self._bought and self._kinds
            else Belonging(catalog)
        )
        self._pair = lru_cache(maxsize=200_000)(self._counted)

    @property
    def belonging(self) -> Belonging:
        """What the points are counted from, with what supports each."""
        return self._belonging

    def stated(self, product_id: str, other_id: str) -> float:
        """Points from the store's relations, baskets and kinds; 0 when none says that the two go together."""
        first, second = sorted((product_id, other_id))
        return self._related.get(product_id, {}).get(other_id, 0.0) + self._pair(first, second)

    def partners(self, product_id: str) -> list[str]:
        """What goes with the product, also by its kind alone: most points first, ties by id."""
        kinds = self._kinds.of(self._key.get(product_id, "")) if self._kinds is not None else ()
        bought = self._bought.of(product_id) if self._bought is not None else ()
        ids = {*self._related.get(product_id, ()), *(e.other for e in bought)}
        ids |= {other for edge in kinds for other in self._of_kind[edge.other][:OF_A_KIND]}
        points = {other: self.stated(product_id, other) for other in ids - {product_id} if other in self._key}
        return sorted((other for other in points if points[other] > 0), key=lambda other: (-points[other], other))

    def _counted(self, product_id: str, other_id: str) -> float:
        return (self._belonging.counted(product_id, other_id) + self._belonging.counted(other_id, product_id)) / 2.0
