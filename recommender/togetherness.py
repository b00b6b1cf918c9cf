"""Togetherness: how well two products go together, from relations, baskets and their looks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from recommender.copurchases import CoPurchases
from recommender.likeness import bare_title, clash, color, same_kind
from retrieval.catalog import Catalog
from retrieval.query import Candidate

# Points of a pair; a slot's best candidate counts 1. The store's own word counts most, and what is needed before
# what is merely nice; a dearer alternative ("upsell") hardly belongs to what it would stand in for, and what
# replaces a thing does not.
RELATION_POINTS: Mapping[str, float] = MappingProxyType(
    {"needs": 0.5, "fits": 0.4, "crosssell": 0.35, "related": 0.3, "upsell": 0.1, "replaces": 0.0}
)
BASKET_POINTS = 0.3  # times the co-purchase likeness, which is below 1
SAME_COLOR = 0.1
SAME_BRAND = 0.05
# Only where nobody asked for two of a kind:
SAME_KIND = -0.3
SAME_TITLE = -1.0  # one ball in two sizes


class Togetherness:
    """What two products are worth together. Symmetric; the same for every shopper."""

    def __init__(self, catalog: Catalog, copurchases: CoPurchases | None = None) -> None:
        self._catalog = catalog
        self._copurchases = copurchases if copurchases is not None else CoPurchases()
        self._related: dict[str, dict[str, float]] = {}  # both ways, the most points of a pair's relations
        for relation in (r for product in catalog for r in catalog.related(product.id)):
            points = RELATION_POINTS.get(relation.kind, 0.0)
            for one, other in ((relation.product_id, relation.other_id), (relation.other_id, relation.product_id)):
                known = self._related.setdefault(one, {})
                known[other] = max(points, known.get(other, 0.0))

    def between(self, one: Candidate, other: Candidate) -> float | None:
        """Points for having both, at the variants given; None when nobody would use both (men's and women's)."""
        product, variant = self._catalog.variant(one.variant_id)
        other_product, other_variant = self._catalog.variant(other.variant_id)
        if clash((product, variant), (other_product, other_variant)):
            return None
        points = self.stated(product.id, other_product.id)
        if color(variant) and color(variant) == color(other_variant):
            points += SAME_COLOR
        if product.brand and product.brand == other_product.brand:
            points += SAME_BRAND
        return points

    def stated(self, product_id: str, other_id: str) -> float:
        """Points from the store's relations and baskets alone; 0 when neither says that the two go together."""
        points = self._related.get(product_id, {}).get(other_id, 0.0)
        return points + BASKET_POINTS * self._copurchases.likeness(product_id, other_id)

    def too_alike(self, product_id: str, other_id: str) -> float:
        """Points off (0 or less) for two products that do the same job."""
        product, other = self._catalog.product(product_id), self._catalog.product(other_id)
        if bare_title(product) == bare_title(other):
            return SAME_TITLE
        return SAME_KIND if same_kind(product, other) else 0.0

    def partners(self, product_id: str) -> list[str]:
        """What goes with the product: most points first, ties by id."""
        bought = [other for other in self._copurchases.partners(product_id) if other in self._catalog]
        ids = {*self._related.get(product_id, ()), *bought} - {product_id}
        points = {other: self.stated(product_id, other) for other in ids}
        return sorted((other for other in ids if points[other] > 0), key=lambda other: (-points[other], other))
