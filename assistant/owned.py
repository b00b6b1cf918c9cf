"""Owned: which parts and products are of a kind that the shopper has already, and so are left out of bundles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.catalog import Catalog, Product
from retrieval.tokens import tokens
from retrieval.vocabulary import segments


def is_owned(part: str, owns: Iterable[str]) -> bool:
    """Whether a part's name ("Office Chairs", "sleeping bag") says what one of the owned kinds says ("chair")."""
    named = _stems(part)
    return any(
        kind[-1:] == named[-1:] and (set(kind) <= set(named) or set(named) <= set(kind))
        for kind in map(_stems, owns)
        if kind
    )


def owned_products(catalog: Catalog, owns: Sequence[str]) -> frozenset[str]:
    """Ids of the products that are of an owned kind."""
    return frozenset(product.id for product in catalog if is_owned_kind(product, owns)) if owns else frozenset()


def is_owned_kind(product: Product, owns: Iterable[str]) -> bool:
    """Whether the product is of an owned kind by title or category: "tent", not "tent pegs"."""
    names = [_stems(product.title), *(_stems(path[-1]) for c in product.categories if (path := segments(c)))]
    ends = {name[-1] for name in names if name}
    words = {word for name in names for word in name}
    return any(kind[-1] in ends and set(kind) <= words for kind in map(_stems, owns) if kind)


def _stems(words: str) -> list[str]:
    return [token.stem for token in tokens(words)]
