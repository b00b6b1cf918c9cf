"""Likeness: what two products are to each other, read from the store's own records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile

from retrieval.catalog import Catalog, Product, Relation, Variant
from retrieval.tokens import tokens
from retrieval.vocabulary import segments

_GENDERS = frozenset(("Men", "Women", "Boys", "Girls"))  # as import writes them
_COLOR_SLOTS = ("color", "colour")


def relations_between(catalog: Catalog, product_id: str, other_id: str) -> list[Relation]:
    """What the store says of the two, in either direction; empty for most pairs."""
    ways = (*catalog.related(product_id), *catalog.related(other_id))
    return [relation for relation in ways if {relation.product_id, relation.other_id} == {product_id, other_id}]


def bare_title(product: Product) -> frozenset[str]:
    """The stems of its title without numbers: the same for a ball of 55 cm and one of 65 cm."""
    return _bare(product.title)


def genders(product: Product, variant: Variant) -> frozenset[str]:
    """Whom the thing is for, of Men, Women, Boys and Girls; empty for everybody (nothing stated, or unisex)."""
    stated = frozenset(product.values(variant, "gender"))
    return frozenset() if "Unisex" in stated else stated & _GENDERS


def clash(one: tuple[Product, Variant], other: tuple[Product, Variant]) -> bool:
    """Whether nobody wears both: each is for somebody, and for nobody in common."""
    mine, theirs = genders(*one), genders(*other)
    return bool(mine and theirs and not mine & theirs)


def kind(product: Product) -> tuple[str, ...]:
    """The category path that says what the product is, from the root down; empty without a category."""
    return next((tuple(names) for names in map(segments, product.categories) if names), ())


def shared_path(paths: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The names that all paths begin with."""
    levels = zip(*paths, strict=False)
    return tuple(names[0] for names in takewhile(lambda names: len(set(names)) == 1, levels))


def same_kind(product: Product, other: Product) -> bool:
    """Whether the two do the same job: one's category is the other's, or lies in it below the first level."""
    shorter, longer = sorted((kind(product), kind(other)), key=len)
    return len(shorter) > 1 and longer[: len(shorter)] == shorter


@lru_cache(maxsize=4096)
def _bare(title: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(title) if not token.word[0].isdigit())


def color(variant: Variant) -> str:
    """The variant's colour option; empty when it has none."""
    return next((variant.options[slot] for slot in _COLOR_SLOTS if slot in variant.options), "")
