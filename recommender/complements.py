"""Complements: what goes with products already chosen, at variants that can be bought now."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from recommender.togetherness import Togetherness
from retrieval.catalog import Catalog, Variant
from retrieval.query import Candidate


class Complements:
    """Products that the store relates to the anchors or that were bought with them. Nothing is guessed: without
    relations and baskets there are none."""

    def __init__(self, catalog: Catalog, togetherness: Togetherness) -> None:
        self._catalog = catalog
        self._togetherness = togetherness

    def around(self, anchors: Sequence[Candidate], unwanted: Collection[str], limit: int) -> list[Candidate]:
        """At most `limit`, best first; the score is what each is worth with all anchors together, and above 0.

        Never an anchor, one of the unwanted product ids, what cannot be bought, or what nobody would use with an
        anchor.
        """
        left_out = {*unwanted, *(anchor.product_id for anchor in anchors)}
        ids = dict.fromkeys(other for a in anchors for other in self._togetherness.partners(a.product_id))
        found = []
        for product_id in ids:
            variant = self.variant_beside(product_id, anchors)
            if product_id in left_out or variant is None:
                continue
            partner = Candidate(product_id, variant.id)
            pairs = [self._togetherness.between(anchor, partner) for anchor in anchors]
            points = sum(p or 0.0 for p in pairs) + sum(
                self._togetherness.too_alike(anchor.product_id, product_id) for anchor in anchors
            )
            if None not in pairs and points > 0:
                found.append(partner.plus("together", points))
        return sorted(found, key=lambda c: (-c.score, c.product_id))[:limit]

    def variant_beside(self, product_id: str, others: Sequence[Candidate]) -> Variant | None:
        """The product's cheapest variant that can be bought; of equals, the one most like the others' (size, colour).

        None when none can be bought or the store does not have the product.
        """
        if product_id not in self._catalog:
            return None
        wanted = [item for other in others for item in self._catalog.variant(other.variant_id)[1].options.items()]
        variants = [variant for variant in self._catalog.product(product_id).variants if variant.offer.available]
        return min(
            variants,
            key=lambda variant: (variant.offer.price, -sum(item in wanted for item in variant.options.items())),
            default=None,
        )
