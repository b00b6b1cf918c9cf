"""Togetherness: how well two products go together, from relations, baskets and their looks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from recommender.copurchases import CoPurchases
from recommender.likeness import clash, color, relation_between, same_kind
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
SAME_KIND = -0.3  # only where nobody asked for two of a kind


class Togetherness:
    """What two products are worth together. Symmetric; the same for every shopper."""

    def __init__(self, catalog: Catalog, copurchases: CoPurchases | None = None) -> None:
        self._catalog = catalog
        self._copurchases = copurchases if copurchases is not None else CoPurchases()
        self._related_to: dict[str, list[str]] = {}
        for product in catalog:
            for relation in catalog.related(product.id):
                self._related_to.setdefault(relation.other_id, []).append(product.id)

    def between(self, one: Candidate, other: Candidate) -> float | None:
        """Points for having both, at the variants given; None when nobody would use both (men's and women's)."""
        product, variant = self._catalog.variant(one.variant_id)
        other_product, other_variant = self._catalog.variant(other.variant_id)
        if clash(product, other_product):
            return None
        points = self.stated(product.id, other_product.id)
        if color(variant) and color(variant) == color(other_variant):
            points += SAME_COLOR
        if product.brand and product.brand == other_product.brand:
            points += SAME_BRAND
        return points

    def stated(self, product_id: str, other_id: str) -> float:
        """Points from the store's relations and baskets alone; 0 when neither says that the two go together."""
        relation = relation_between(self._catalog, product_id, other_id)
        points = RELATION_POINTS.get(relation.kind, 0.0) if relation is not None else 0.0
        return points + BASKET_POINTS * self._copurchases.likeness(product_id, other_id)

    def too_alike(self, product_id: str, other_id: str) -> float:
        """Points off (0 or less) for two products that do the same job."""
        alike = same_kind(self._catalog.product(product_id), self._catalog.product(other_id))
        return SAME_KIND if alike else 0.0

    def partners(self, product_id: str) -> list[str]:
        """What goes with the product: most points first, ties by id."""
        related = [relation.other_id for relation in self._catalog.related(product_id)]
        bought = [other for other in self._copurchases.partners(product_id) if other in self._catalog]
        ids = {*related, *self._related_to.get(product_id, ()), *bought} - {product_id}
        points = {other: self.stated(product_id, other) for other in ids}
        return sorted((other for other in ids if points[other] > 0), key=lambda other: (-points[other], other))
