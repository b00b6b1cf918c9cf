"""Complements: what goes with products already chosen, at variants that can be bought now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from recommender.bundles.places import variant_beside
from recommender.bundles.table import Together
from retrieval.catalog import Catalog
from retrieval.query import Candidate

N_PROMISING = 60  # partners of an anchor that are looked at closely


class Partners(Together, Protocol):
    def partners(self, product_id: str) -> list[str]:
        """What goes with the product: most points first, ties by id."""
        ...

    def too_alike(self, product_id: str, other_id: str) -> float:
        """Points off (0 or less) for two products that do the same job."""
        ...


class Complements:
    """Products that the store relates to the anchors or that were bought with them. Nothing is guessed: without
    relations and baskets there are none."""

    def __init__(self, catalog: Catalog, togetherness: Partners) -> None:
        self._catalog = catalog
        self._togetherness = togetherness

    def around(self, anchors: Sequence[Candidate], unwanted: Collection[str], limit: int) -> list[Candidate]:
        """At most `limit`, best first; the score is what each is worth with all anchors together, and above 0.

        Never an anchor, one of the unwanted product ids, what cannot be bought, or what nobody would use with an
        anchor.
        """
        left_out = {*unwanted, *(anchor.product_id for anchor in anchors)}
        found = []
        for product_id in self._promising(anchors, left_out):
            variant = variant_beside(self._catalog, product_id, anchors)
            if variant is None:
                continue
            partner = Candidate(product_id, variant.id)
            pairs = [self._togetherness.between(anchor, partner) for anchor in anchors]
            points = sum(p or 0.0 for p in pairs) + sum(
                self._togetherness.too_alike(anchor.product_id, product_id) for anchor in anchors
            )
            if None not in pairs and points > 0:
                found.append(partner.plus("together", points))
        return sorted(found, key=lambda c: (-c.score, c.product_id))[:limit]

    def _promising(self, anchors: Sequence[Candidate], left_out: Collection[str]) -> list[str]:
        """The best partners of each anchor: in a shop with baskets nearly everything was once bought together."""
        partners = [[p for p in self._togetherness.partners(a.product_id) if p not in left_out] for a in anchors]
        return list(dict.fromkeys(product_id for found in partners for product_id in found[:N_PROMISING]))
