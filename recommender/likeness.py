"""Likeness: what two products are to each other, read from the store's own records."""

from __future__ import annotations

from retrieval.catalog import Catalog, Product, Relation, Variant
from retrieval.vocabulary import segments

_COLOR_SLOTS = ("color", "colour")


def relation_between(catalog: Catalog, product_id: str, other_id: str) -> Relation | None:
    """How the store relates the two, in either direction; its first statement when there are several.

    None when it does not: most pairs are not related.
    """
    ways = [*catalog.related(product_id), *catalog.related(other_id)]
    return next((r for r in ways if {r.product_id, r.other_id} == {product_id, other_id}), None)


def genders(product: Product) -> frozenset[str]:
    """Whom the product is for; empty for everybody (nothing stated, or unisex)."""
    stated = frozenset(product.attributes.get("gender", ()))
    return frozenset() if "Unisex" in stated else stated


def clash(product: Product, other: Product) -> bool:
    """Whether nobody wears both: each is for somebody, and for nobody in common."""
    mine, theirs = genders(product), genders(other)
    return bool(mine and theirs and not mine & theirs)


def kind(product: Product) -> tuple[str, ...]:
    """The category path that says what the product is, from the root down; empty without a category."""
    return next((tuple(names) for names in map(segments, product.categories) if names), ())


def same_kind(product: Product, other: Product) -> bool:
    """Whether the two do the same job: one's category is the other's, or lies in it below the first level."""
    shorter, longer = sorted((kind(product), kind(other)), key=len)
    return len(shorter) > 1 and longer[: len(shorter)] == shorter


def color(variant: Variant) -> str:
    """The variant's colour option; empty when it has none."""
    return next((variant.options[slot] for slot in _COLOR_SLOTS if slot in variant.options), "")
