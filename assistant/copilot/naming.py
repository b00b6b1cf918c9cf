"""Naming: which of the store's products a message names, where it names one by a part of its title."""

from __future__ import annotations

from retrieval.catalog import Catalog, Product
from retrieval.tokens import STOP_WORDS, tokens

_LEAST_WORDS = 2
_LEAST_SHARE = 0.5
_FEW = 4  # titles that a word of a name may stand in


def best_named(words: str, catalog: Catalog) -> Product | None:
    """The product with the largest share of its title in the words; None where none has half of it and two words.

    Of two with the same share none is meant. The words of what things are called must hold a name of its own: half of
    "Rain Jacket" names nothing.
    """
    said = {t.stem for t in tokens(words) if t.word not in STOP_WORDS}
    counts: dict[str, int] = {}
    titles: list[tuple[Product, list[str]]] = []
    for product in catalog:
        own = [t.stem for t in tokens(product.title) if t.word not in STOP_WORDS]
        titles.append((product, own))
        for stem in set(own):
            counts[stem] = counts.get(stem, 0) + 1
    found = []
    for product, own in titles:
        shared = [stem for stem in own if stem in said]
        share = len(shared) / max(len(own), 1)
        is_own = any(counts[stem] <= _FEW for stem in shared)
        if len(shared) >= _LEAST_WORDS and share >= _LEAST_SHARE and is_own:
            found.append((share, product))
    found.sort(key=lambda one: (-one[0], one[1].id))
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]
