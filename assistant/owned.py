"""Owned: which parts and products are of a kind that the shopper has already, and so are left out of bundles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.catalog import Catalog
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
    """Ids of the products that are of an owned kind by title or category: "tent", not "tent pegs"."""
    kinds = [kind for kind in map(_stems, owns) if kind]
    if not kinds:
        return frozenset()
    found = set()
    for product in catalog:
        names = [_stems(product.title), *(_stems(path[-1]) for c in product.categories if (path := segments(c)))]
        ends = {name[-1] for name in names if name}
        words = {word for name in names for word in name}
        if any(kind[-1] in ends and set(kind) <= words for kind in kinds):
            found.add(product.id)
    return frozenset(found)


def _stems(words: str) -> list[str]:
    return [token.stem for token in tokens(words)]
