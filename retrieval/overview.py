"""Overview: what the records come to: how many there are, at which prices, of which brands, in which values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np

from retrieval.catalog import Catalog, Product, Variant
from retrieval.filters import VariantTable
from retrieval.money import Money
from retrieval.query import THING, Constraint
from retrieval.tokens import tokens
from retrieval.vocabulary import segments


@dataclass(frozen=True, slots=True)
class Overview:
    """Products, each with those of its variants that are meant; in the catalog's order, none without a variant."""

    matches: tuple[tuple[Product, tuple[Variant, ...]], ...]

    def __len__(self) -> int:
        """How many products."""
        return len(self.matches)

    @property
    def n_variants(self) -> int:
        return sum(len(variants) for _, variants in self.matches)

    def to_buy(self) -> Overview:
        """Only what can be bought now."""
        kept = ((product, tuple(v for v in variants if v.offer.available)) for product, variants in self.matches)
        return Overview(tuple((product, variants) for product, variants in kept if variants))

    def cheapest(self) -> tuple[Variant, ...]:
        """The variants at the lowest price, one a product, in the catalog's order; empty without products."""
        return self._at(min((price for _, price in self._priced(min)), default=None), min)

    def dearest(self) -> tuple[Variant, ...]:
        """The variants at the highest price, one a product, in the catalog's order; empty without products."""
        return self._at(max((price for _, price in self._priced(max)), default=None), max)

    def counts(self, slot: str) -> list[tuple[str, int]]:
        """The values of the slot, each with the number of products that have it, commonest first, ties by name.

        `brand` and `category` are slots, too; of a category the last step counts.
        """
        found = Counter(value for product, variants in self.matches for value in _values(product, variants, slot))
        return sorted(found.items(), key=lambda c: (-c[1], c[0]))

    def n_stating(self, slot: str) -> int:
        """How many products say anything about the slot."""
        return sum(bool(_values(product, variants, slot)) for product, variants in self.matches)

    def departments(self) -> list[tuple[str, int]]:
        """The categories of the highest level that has at least three, as `counts` gives them."""
        found: list[tuple[str, int]] = []
        deepest = max((len(segments(path)) for p, _ in self.matches for path in p.categories), default=0)
        for level in range(deepest):
            names = Counter(name for product, _ in self.matches for name in _at_level(product, level))
            found = sorted(names.items(), key=lambda c: (-c[1], c[0]))
            if len(found) > 2:
                break
        return found

    def _priced(self, pick: Callable[..., Variant]) -> Iterator[tuple[Variant, Money]]:
        for _, variants in self.matches:
            chosen = pick(variants, key=lambda v: v.offer.price)
            yield chosen, chosen.offer.price

    def _at(self, price: Money | None, pick: Callable[..., Variant]) -> tuple[Variant, ...]:
        return tuple(variant for variant, own in self._priced(pick) if own == price)


def overview(catalog: Catalog, table: VariantTable, conditions: Collection[Constraint]) -> Overview:
    """The variants that meet all the conditions, sold out or not, wished ones as well as required.

    A condition on `THING` is met by products that have all its words in their title.
    """
    found = np.ones(len(table), dtype=np.bool_)
    for condition in conditions:
        if condition.slot == THING:
            found &= table.among(_titled(catalog, str(condition.value)))
        else:
            found &= table.holds(condition)
    return of_variants(catalog, [table.variant_ids[row] for row in np.flatnonzero(found)])


def of_variants(catalog: Catalog, variant_ids: Collection[str]) -> Overview:
    """The overview of these variants."""
    grouped: dict[str, tuple[Product, list[Variant]]] = {}
    for variant_id in variant_ids:
        product, variant = catalog.variant(variant_id)
        grouped.setdefault(product.id, (product, []))[1].append(variant)
    return Overview(tuple((product, tuple(variants)) for product, variants in grouped.values()))


def _titled(catalog: Catalog, words: str) -> list[str]:
    wanted = {t.stem for t in tokens(words)}
    return [product.id for product in catalog if wanted <= {t.stem for t in tokens(product.title)}]


def _at_level(product: Product, level: int) -> set[str]:
    paths = map(segments, product.categories)
    return {steps[level] for steps in paths if len(steps) > level}


def _values(product: Product, variants: Collection[Variant], slot: str) -> set[str]:
    if slot == "category":
        return {path[-1] for category in product.categories if (path := segments(category))}
    return {value for variant in variants for value in product.values(variant, slot)}
